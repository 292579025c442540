package io.maestro.jdbc.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.testkit.Proves;
import io.maestro.testkit.process.ChildProcess;
import io.maestro.testkit.witness.History;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** R13: hosts that are told to end, with a shutdown hook of their own, while runs are at work. */
@Tag("long") // until transactions on SQLite no longer wait for workers that wait for them
final class TerminationTest {
  private static final int SIGTERM = 128 + 15;
  private static final int TIMES = 20;
  private static final int EACH = 30;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  @Proves({"3.5", "9.2", "9.4", "9.7"})
  void terminate_underLoad_doublesNothingAndLeavesNothing(Target target) {
    try (Crashes crashes = new Crashes(target, folder)) {
      // Long: the next process goes on at once only if this one has released what it had.
      Job job = crashes.job().lease(Duration.ofMinutes(10));
      for (int i = 0; i < TIMES; i++) {
        ChildProcess child =
            crashes.start(job.runs(i * EACH, (i + 1) * EACH).stepTakes(Duration.ofMillis(5)));
        child.awaitLine("ACCEPTED", Duration.ofSeconds(30));
        crashes.pause(Duration.ofMillis(100));
        child.terminate();
        String stopped = child.awaitLine("STOPPED", Duration.ofSeconds(30));
        assertEquals(SIGTERM, child.awaitExit(Duration.ofSeconds(30)));
        assertTrue(stopped.endsWith("interrupted=0 abandoned=0 threads=[]"), stopped);
      }
      History seen = crashes.finish(job.runs(0, TIMES * EACH));

      assertEquals(0, seen.repetitions());
    }
  }
}
