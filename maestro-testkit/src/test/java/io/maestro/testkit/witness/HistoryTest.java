package io.maestro.testkit.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.testkit.Proves;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a history takes for broken, and what not. */
final class HistoryTest {
  @TempDir Path folder;

  private static History seen(String... lines) {
    return new History(Stream.of(lines).map(Sighting::parse).map(Optional::orElseThrow).toList());
  }

  private static void assertBroken(String rule, History seen) {
    assertEquals(1, seen.brokenInSequence().size(), seen.brokenInSequence()::toString);
    String found = seen.brokenInSequence().get(0);
    assertTrue(found.startsWith(rule + ":"), found);
    assertThrows(AssertionError.class, seen::assertKeptInSequence);
  }

  @Test
  @Proves("18.9")
  void takeoverOfAStepInFlight_isFine() {
    History seen =
        seen(
            "ACCEPTED r - 0 0 a",
            "BEGIN r one 1 1 a",
            "BEGIN r one 2 2 b",
            "END r one 2 2 b",
            "RECORDED r one 2 2 b",
            "BEGIN r two 1 2 b",
            "RECORDED r two 1 2 b",
            "ENDED r SUCCEEDED 0 2 b");

    assertEquals(List.of(), seen.brokenInSequence());
    assertEquals(3, seen.executions());
    assertEquals(1, seen.repetitions());
    seen.assertNoneLost();
  }

  @Test
  @Proves("18.9")
  void formerOwnerThatDoesNotKnow_mayBeginWhatIsRecorded() {
    assertEquals(List.of(), seen("RECORDED r one 2 2 b", "BEGIN r one 1 1 a").brokenInSequence());
  }

  @Test
  @Proves("18.9")
  void recordedStep_thatRunsAgain_isBroken() {
    assertBroken("a recorded step ran again", seen("RECORDED r one 1 1 a", "BEGIN r one 2 2 b"));
  }

  @Test
  @Proves("18.9")
  void stepBeforeTheLatest_thatRunsAgain_isBroken() {
    assertBroken(
        "a step ran again after the next had begun",
        seen("BEGIN r one 1 1 a", "BEGIN r two 1 1 a", "BEGIN r one 2 2 b"));
  }

  @Test
  @Proves("18.9")
  void attempt_thatRunsTwice_isBroken() {
    assertBroken("an attempt ran twice", seen("BEGIN r one 1 1 a", "BEGIN r one 1 1 a"));
  }

  @Test
  @Proves("18.9")
  void stepRecordedUnderTwoEpochs_isALateWrite() {
    assertBroken("a late write was accepted", seen("RECORDED r one 2 2 b", "RECORDED r one 1 1 a"));
    assertEquals(
        List.of(), seen("RECORDED r one 1 1 a", "RECORDED r one 1 1 a").brokenInSequence());
  }

  @Test
  @Proves("18.9")
  void runThatEndsTwice_orRunsOnAfterItsEnd_isBroken() {
    assertBroken("a run ended twice", seen("ENDED r FAILED 0 1 a", "ENDED r SUCCEEDED 0 2 b"));
    assertBroken(
        "a step ran after the run's end", seen("ENDED r FAILED 0 1 a", "BEGIN r one 1 2 b"));
  }

  @Test
  @Proves("18.9")
  void acceptedRunWithoutAnEnd_isLost() {
    var lost = assertThrows(AssertionError.class, seen("ACCEPTED r - 0 0 a")::assertNoneLost);
    assertEquals("1 accepted runs never ended: [r]", lost.getMessage());
  }

  @Test
  @Proves("18.9")
  void file_isReadBackWithoutItsTornEnd() throws IOException {
    Path file = folder.resolve("witness.log");
    assertEquals(new History(List.of()), WitnessFile.read(file));
    History seen = seen("BEGIN r one 1 1 a", "END r one 1 1 a");
    try (WitnessFile witness = WitnessFile.open(file)) {
      seen.sightings().forEach(witness::add);
    }
    Files.writeString(file, "RECORDED r on", StandardOpenOption.APPEND);

    assertEquals(seen, WitnessFile.read(file));
  }
}
