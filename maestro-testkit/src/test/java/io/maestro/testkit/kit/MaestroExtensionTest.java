package io.maestro.testkit.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.maestro.StrategyMaestro;
import io.maestro.flow.Workflow;
import io.maestro.run.RunOptions;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.RecordingListener;
import io.maestro.testkit.RecordingLog;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

final class MaestroExtensionTest {
  private static final Workflow<String, String> SLEEPER =
      Workflow.of(
          "sleeper",
          String.class,
          String.class,
          (in, flow) -> {
            flow.sleep("night", Duration.ofDays(1));
            return "ok";
          });

  /** What is left by the tests in here; run by the test below, not by itself. */
  @SuppressWarnings("FutureReturnValueIgnored")
  static final class Leaving {

    @RegisterExtension
    final MaestroExtension extension = MaestroExtension.with(builder -> builder.register(SLEEPER));

    @Test
    void nothing(StrategyMaestro maestro, TestHost host) {
      assertEquals("ok", host.get(maestro.start(SLEEPER, "").result()));
    }

    @Test
    void run(StrategyMaestro maestro, VirtualTime time) {
      maestro.start(SLEEPER, "", RunOptions.named("left-over"));
      time.advance(Duration.ofHours(1));
    }

    @Test
    void runOnPurpose(StrategyMaestro maestro, TestHost host) {
      maestro.start(SLEEPER, "");
      host.time().advance(Duration.ofHours(1));
      host.leavesRuns();
    }

    @Test
    void timer(VirtualTime time) {
      time.schedule(Duration.ofDays(1), () -> {}, "a forgotten alarm");
    }

    @Test
    void thread(VirtualTime time) {
      time.executor().execute(() -> time.get(new CompletableFuture<>()));
    }

    @Test
    void failure(VirtualTime time) {
      time.schedule(Duration.ofDays(1), () -> {}, "a forgotten alarm");
      throw new IllegalStateException("the test's own");
    }

    @Test
    void everyParameter(RecordingLog log, RecordingListener listener, StrategyMaestro maestro) {
      assertEquals(0, log.lines().size() + listener.ended().size());
      assertTrue(maestro.toString() != null);
    }
  }

  /** Keeps how each test ended. */
  private static final class Ends implements TestExecutionListener {
    private final Map<String, String> byTest = new TreeMap<>();

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (test.isTest()) {
        String name = test.getDisplayName();
        byTest.put(
            name.substring(0, name.indexOf('(')),
            result.getThrowable().map(Throwable::getMessage).orElse("passed"));
      }
    }
  }

  @Test
  @Proves("18.4")
  void test_thatLeavesSomething_failsAndSaysWhat() {
    Ends ends = new Ends();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request().selectors(selectClass(Leaving.class)).build(),
            ends);
    Map<String, String> ended = ends.byTest;

    for (String passes : new String[] {"nothing", "runOnPurpose", "everyParameter"}) {
      assertEquals("passed", ended.get(passes), passes);
    }
    assertLeft("runs: ", "left-over", ended.get("run"));
    assertLeft("timer: ", "a forgotten alarm", ended.get("timer"));
    assertLeft("thread: ", "MaestroExtensionTest", ended.get("thread"));
    assertEquals("the test's own", ended.get("failure"));
    assertEquals(7, ended.size());
  }

  private static void assertLeft(String what, String which, String message) {
    assertTrue(message.startsWith("the test has left: "), message);
    assertTrue(message.contains(what) && message.contains(which), message);
  }
}
