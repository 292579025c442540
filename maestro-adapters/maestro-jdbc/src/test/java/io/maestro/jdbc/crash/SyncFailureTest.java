package io.maestro.jdbc.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R5: a disk that can't sync any more. */
@Tag("long")
final class SyncFailureTest {
  private static final int RUNS = 200;

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
  @ValueSource(ints = {12, 15, 20, 40, 80})
  @Proves({"1.2", "1.8"})
  void sync_thatFailsFromNowOn_isNeverToldAsASuccess(int firstToFail) {
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
              "inject=fsync,fdatasync:error=EIO:when=" + firstToFail + "+");
      ChildProcess child =
          crashes
              .processes()
              .begin(crashes.job().runs(0, RUNS).stepTakes(Duration.ofMillis(20)).arguments());
      for (int looks = 0; looks < 600 && !hasFailed(); looks++) {
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      }
      assertTrue(hasFailed(), "no sync failed");
      LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
      Set<Sighting> before = told(crashes.processes().history());
      LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());

      assertEquals(before, told(crashes.processes().history()));
      crashes.kill(child);
      crashes.processes().under();
      crashes.finish(crashes.job().runs(0, RUNS));
    }
  }
}
