package io.maestro.jdbc.crash;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.testkit.Proves;
import io.maestro.testkit.fault.Point;
import io.maestro.testkit.process.ChildProcess;
import io.maestro.testkit.witness.History;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Processes that are killed, at moments of chance and at every named point. */
@Tag("long") // until transactions on SQLite no longer wait for workers that wait for them
final class KillTest {
  private static final Duration STEP = Duration.ofMillis(5);
  private static final int VERB_RUNS = 4;

  @TempDir Path folder;

  /** R1: kills at any moment while runs are at work. */
  private static History sweep(Crashes crashes, int kills, int runs) {
    int each = runs / kills;
    for (int i = 0; i < kills; i++) {
      ChildProcess child =
          crashes.start(crashes.job().runs(i * each, (i + 1) * each).stepTakes(STEP));
      child.awaitLine("ACCEPTED", Duration.ofSeconds(30));
      crashes.pause(Duration.ofMillis(200));
      crashes.kill(child);
    }
    return crashes.finish(crashes.job().runs(0, runs));
  }

  @ParameterizedTest
  @EnumSource
  @Proves({"1.1", "1.2", "1.3", "3.6", "10.1"})
  void kill9_twentyTimesInAThousandRuns_losesAndRepeatsNothing(Target target) {
    try (Crashes crashes = new Crashes(target, folder)) {
      assertTrue(sweep(crashes, 20, 1_000).repetitions() > 0, "no kill met a step in flight");
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("long")
  @Proves({"1.1", "1.2", "1.3", "3.6", "10.1"})
  void kill9_twoHundredTimesInTenThousandRuns_losesAndRepeatsNothing(Target target) {
    try (Crashes crashes = new Crashes(target, folder)) {
      sweep(crashes, 200, 10_000);
    }
  }

  /** R2: each process is halted at the next point, and the one after it recovers first. */
  private static void haltAtAllPoints(Crashes crashes, List<Integer> hits) {
    crashes.target().makeBooked(crashes.store());
    int runs = 0;
    for (int hit : hits) {
      for (Point point : Point.values()) {
        Job job = crashes.job().allVerbs().runs(runs, runs + VERB_RUNS);
        crashes.haltAt(point, hit, reaching(point, job));
        runs += VERB_RUNS;
      }
    }
    crashes.finish(crashes.job().allVerbs().runs(0, runs));
    crashes.assertBookedOnce(runs);
  }

  private static Job reaching(Point point, Job job) {
    return switch (point) {
      case BEFORE_RELEASE, AFTER_RELEASE ->
          job.stepTakes(Duration.ofSeconds(1)).stopAfter(Duration.ofMillis(300));
      case BEFORE_RENEW, AFTER_RENEW ->
          job.stepTakes(Duration.ofMillis(700)).lease(Duration.ofMillis(600));
      default -> job;
    };
  }

  @ParameterizedTest
  @EnumSource
  @Proves({"1.1", "1.2", "1.3", "1.9", "10.1"})
  void halt_atTheFirstHitOfEveryPoint_losesAndRepeatsNothing(Target target) {
    try (Crashes crashes = new Crashes(target, folder)) {
      haltAtAllPoints(crashes, List.of(1));
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("long")
  @Proves({"1.1", "1.2", "1.3", "1.9", "10.1"})
  void halt_atTheFirstThreeHitsOfEveryPoint_losesAndRepeatsNothing(Target target) {
    try (Crashes crashes = new Crashes(target, folder)) {
      haltAtAllPoints(crashes, List.of(1, 2, 3));
    }
  }

  /** R7: killed again while it recovers, five times, at any moment since the JVM began. */
  private static void killDuringRecovery(Crashes crashes, int rounds) {
    int each = 40;
    for (int i = 0; i < rounds; i++) {
      Job job = crashes.job().runs(i * each, (i + 1) * each).stepTakes(STEP);
      ChildProcess first = crashes.start(job);
      first.awaitLine("ACCEPTED", Duration.ofSeconds(30));
      crashes.pause(Duration.ofMillis(50));
      crashes.kill(first);
      for (int depth = 0; depth < 5; depth++) {
        ChildProcess again = crashes.start(job);
        crashes.pause(Duration.ofMillis(20));
        crashes.kill(again);
      }
    }
    crashes.finish(crashes.job().runs(0, rounds * each));
  }

  @ParameterizedTest
  @EnumSource
  @Proves({"1.1", "1.3", "10.1"})
  void kill9_duringRecoveryFiveDeep_losesAndRepeatsNothing(Target target) {
    try (Crashes crashes = new Crashes(target, folder)) {
      killDuringRecovery(crashes, 1);
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("long")
  @Proves({"1.1", "1.3", "10.1"})
  void kill9_duringRecoveryFiveDeepFiftyTimes_losesAndRepeatsNothing(Target target) {
    try (Crashes crashes = new Crashes(target, folder)) {
      killDuringRecovery(crashes, 50);
    }
  }

  /* ------------------------------------------------------------ the harness can fail */

  private String found(Bug bug) {
    try (Crashes crashes = new Crashes(Target.SQLITE, folder).with(bug)) {
      return assertThrows(Throwable.class, () -> sweep(crashes, 5, 250)).getMessage();
    }
  }

  @Test
  @Tag("long")
  void storeThatAcknowledgesBeforeItWrites_isFound() {
    String found = found(Bug.ACKNOWLEDGED_BEFORE_WRITTEN);

    assertTrue(found.contains("ran again"), found);
  }

  @Test
  @Tag("long")
  void recoveryThatForgetsTheJournal_isFound() {
    String found = found(Bug.RECOVERED_WITHOUT_JOURNAL);

    assertTrue(found.contains("a recorded step ran again"), found);
  }

  @Test
  @Tag("long")
  void runsThatNobodyTakesOver_areFound() {
    String found = found(Bug.NEVER_TAKEN_OVER);

    assertTrue(found.contains("DONE"), found);
  }
}
