package io.maestro.jdbc.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.testkit.Proves;
import io.maestro.testkit.process.ChildProcess;
import io.maestro.testkit.witness.History;
import io.maestro.testkit.witness.Sighting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes on one PostgreSQL database. */
@Tag("long") // until transactions on SQLite no longer wait for workers that wait for them
final class RaceTest {
  private static final Duration LEASE = Duration.ofMillis(500);

  @TempDir Path folder;

  /** R8: both want the same runs, at the same time. */
  private static void race(Crashes crashes, int runs) {
    Job job =
        crashes.job().lease(Duration.ofSeconds(15)).runs(0, runs).stepTakes(Duration.ofMillis(5));
    ChildProcess one = crashes.processes().begin(job.arguments());
    ChildProcess two = crashes.processes().begin(job.arguments());
    one.awaitLine("DONE", Duration.ofMinutes(4));
    two.awaitLine("DONE", Duration.ofMinutes(4));
    one.kill9();
    two.kill9();
    History seen = crashes.finish(job);

    assertEquals(runs, seen.ended().size());
    Set<String> nodes =
        seen.sightings().stream()
            .filter(sighting -> sighting.what() == Sighting.What.RECORDED)
            .map(Sighting::node)
            .collect(Collectors.toSet());
    assertEquals(2, nodes.size(), () -> "both took part: " + nodes);
  }

  @Test
  @Proves({"3.1", "3.4", "3.6"})
  void twoProcesses_raceForAThousandRuns_eachIsWonOnce() {
    try (Crashes crashes = new Crashes(Target.POSTGRES, folder)) {
      race(crashes, 1_000);
    }
  }

  @Test
  @Tag("long")
  @Proves({"3.1", "3.4", "3.6"})
  void twoProcesses_raceForTenThousandRuns_eachIsWonOnce() {
    try (Crashes crashes = new Crashes(Target.POSTGRES, folder)) {
      race(crashes, 10_000);
    }
  }

  /** R9: an owner that is stopped beyond its lease, taken over from, and goes on. */
  private static void freeze(Crashes crashes, int rounds) {
    Job job = crashes.job().lease(LEASE).stepTakes(Duration.ofMillis(200));
    for (int i = 0; i < rounds; i++) {
      ChildProcess owner = crashes.start(job.runs(i * 4, i * 4 + 4));
      owner.awaitLine("ACCEPTED run-" + (i * 4 + 3), Duration.ofSeconds(30));
      crashes.pause(Duration.ofMillis(400));
      owner.stop();
      ChildProcess other = crashes.start(job.runs(i * 4, i * 4 + 4));
      awaitBegin(crashes, other); // so that it wakes while the other is in the same step
      owner.cont();
      other.awaitLine("DONE", Duration.ofSeconds(60));
      owner.awaitLine("DONE", Duration.ofSeconds(60));
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos()); // for what it may still try
      owner.kill9();
      other.kill9();
    }
    History seen = crashes.finish(job.runs(0, rounds * 4));
    assertTrue(seen.repetitions() > 0, "no owner was ever stopped in a step");
  }

  private static void awaitBegin(Crashes crashes, ChildProcess node) {
    String name = Long.toString(node.pid());
    for (int looks = 0; looks < 3_000; looks++) {
      boolean began =
          crashes.processes().history().sightings().stream()
              .anyMatch(seen -> seen.what() == Sighting.What.BEGIN && seen.node().equals(name));
      if (began) {
        return;
      }
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
    throw new AssertionError("nobody took over from the frozen owner: " + node.lines());
  }

  @Test
  @Proves({"3.2", "3.4", "3.8"})
  void ownerFrozenBeyondItsLease_tenTimes_writesNothingLate() {
    try (Crashes crashes = new Crashes(Target.POSTGRES, folder)) {
      freeze(crashes, 10);
    }
  }

  @Test
  @Tag("long")
  @Proves({"3.2", "3.4", "3.8"})
  void ownerFrozenBeyondItsLease_aHundredTimes_writesNothingLate() {
    try (Crashes crashes = new Crashes(Target.POSTGRES, folder)) {
      freeze(crashes, 100);
    }
  }

  /* ------------------------------------------------------------ the harness can fail */

  @Test
  @Tag("long")
  void storeWithoutEpochCheck_isFound() {
    try (Crashes crashes = new Crashes(Target.POSTGRES, folder).with(Bug.NO_EPOCH_CHECK)) {
      String found = assertThrows(Throwable.class, () -> freeze(crashes, 5)).getMessage();

      assertTrue(found.contains("a late write was accepted"), found);
    }
  }
}
