package io.maestro.testkit.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.testkit.Proves;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, and what can be done to them. */
@EnabledOnOs({OS.LINUX, OS.MAC})
final class ProcessClusterTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path folder;

  private ProcessCluster cluster() {
    return ProcessCluster.of(Echo.class, folder, "-XX:TieredStopAtLevel=1", "-Xmx64m");
  }

  @Test
  @Proves("18.10")
  void children_areStoppedAndGoOnAndAreToldToEnd() {
    try (ProcessCluster cluster = cluster()) {
      ChildProcess child = cluster.start("one");
      assertEquals("was given [one]", child.awaitLine("was given", SOON));
      child.stop();
      child.terminate();
      assertThrows(IllegalStateException.class, () -> child.awaitExit(Duration.ofMillis(200)));
      assertTrue(child.isAlive());
      child.cont();
      child.awaitLine("told to end", SOON);

      assertEquals(128 + 15, child.awaitExit(SOON));
    }
  }

  @Test
  @Proves("18.10")
  void children_thatAreKilledOrCrash_areToldNothing() {
    try (ProcessCluster cluster = cluster()) {
      ChildProcess killed = cluster.start("one");
      killed.kill9();
      ChildProcess crashed = cluster.begin("two", "crash");

      assertEquals(Child.CRASHED, crashed.awaitExit(SOON));
      assertFalse(killed.isAlive());
      assertFalse(killed.lines().contains("told to end"));
      assertFalse(crashed.lines().contains("told to end"));
      assertEquals(Set.of("one", "two"), cluster.history().accepted());
    }
  }

  @Test
  @Proves("18.10")
  void children_endWithTheJvmThatStartedThem() throws Exception {
    try (ProcessCluster cluster = cluster()) {
      ChildProcess parent = cluster.start("one", "parent", folder.toString());
      String said = parent.awaitLine("has a child", SOON);
      var grandchild = ProcessHandle.of(Long.parseLong(said.substring(said.lastIndexOf(' ') + 1)));
      parent.awaitExit(SOON);

      if (grandchild.isPresent()) {
        grandchild.get().onExit().get(SOON.toSeconds(), TimeUnit.SECONDS);
      }
    }
  }

  @Test
  @Proves("18.10")
  void child_thatIsNotReady_saysWhatItWrote() {
    try (ProcessCluster cluster = ProcessCluster.of(ProcessClusterTest.class, folder)) {
      var notReady = assertThrows(IllegalStateException.class, cluster::start);
      assertTrue(notReady.getMessage().contains("ain method"), notReady.getMessage());
    }
  }
}
