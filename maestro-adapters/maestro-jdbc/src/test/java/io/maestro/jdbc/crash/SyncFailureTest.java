package io.maestro.jdbc.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.maestro.testkit.Proves;
import io.maestro.testkit.process.ChildProcess;
import io.maestro.testkit.witness.History;
import io.maestro.testkit.witness.Sighting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R5: a disk that can't sync any more. */
@Tag("long")
final class SyncFailureTest {
  private static final int RUNS = 400;

  @TempDir Path folder;

  private Path log() {
    return folder.resolve("strace.log");
  }

  private boolean hasFailed() {
    try {
      return Files.exists(log()) && Files.readString(log()).contains("(INJECTED)");
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  /** Each thread's syncs are counted apart, so others go on for a while when the first fail. */
  private long syncsThatSucceeded() {
    try (Stream<String> lines = Files.lines(log())) {
      return lines.filter(line -> line.endsWith("= 0")).count();
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  private static Set<Sighting> told(History seen) {
    return seen.sightings().stream()
        .filter(
            sighting ->
                sighting.what() == Sighting.What.ACCEPTED
                    || sighting.what() == Sighting.What.RECORDED
                    || sighting.what() == Sighting.What.ENDED)
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 8, 10})
  @Proves({"1.2", "1.8"})
  void sync_thatFailsFromNowOn_isNeverToldAsASuccess(int firstOfItsThreadToFail) {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/strace")), "there is no strace here");
    try (Crashes crashes = new Crashes(Target.SQLITE, folder)) {
      crashes
          .processes()
          .under(
              "/usr/bin/strace",
              "-f",
              "-qq",
              "-o",
              log().toString(),
              "-e",
              "trace=fsync,fdatasync",
              "-e",
              "inject=fsync,fdatasync:error=EIO:when=" + firstOfItsThreadToFail + "+");
      ChildProcess child =
          crashes
              .processes()
              .begin(crashes.job().runs(0, RUNS).stepTakes(Duration.ofMillis(10)).arguments());
      Set<Sighting> before = Set.of();
      long syncs = -1;
      int quiet = 0;
      for (int looks = 0; looks < 120 && quiet < 6; looks++) {
        LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
        long now = syncsThatSucceeded();
        Set<Sighting> told = told(crashes.processes().history());
        if (hasFailed() && now == syncs) {
          if (quiet > 0) { // what was synced last may be told a moment later
            assertEquals(before, told, "told as a success, and nothing was synced");
          }
          quiet++;
        } else {
          quiet = 0;
        }
        syncs = now;
        before = told;
      }
      assertEquals(6, quiet, "the disk went on syncing");

      crashes.kill(child);
      crashes.processes().under();
      crashes.finish(crashes.job().runs(0, RUNS));
    }
  }
}
