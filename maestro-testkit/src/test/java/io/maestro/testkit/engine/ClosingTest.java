package io.maestro.testkit.engine;

import static io.maestro.testkit.engine.Flows.flow;
import static io.maestro.testkit.engine.Flows.within;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.maestro.core.Maestro;
import io.maestro.core.memory.InMemoryStateStore;
import io.maestro.run.Run;
import io.maestro.run.RunId;
import io.maestro.run.RunOptions;
import io.maestro.run.RunRejectedException;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a maestro leaves behind that ends, or that never began. */
@SuppressWarnings("FutureReturnValueIgnored") // the ends of the runs are looked at instead
final class ClosingTest {
  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  private static Optional<String> owner(TestHost host, Node node, String run) {
    return host.get(node.direct().find(RunId.of(run)).toCompletableFuture()).orElseThrow().owner();
  }

  @Test
  @Proves("9.4")
  void shutdown_releasesWhatIsUnfinishedButForHangingSteps(TestHost host, VirtualTime time) {
    CompletableFuture<Void> release = new CompletableFuture<>();
    var workflow =
        flow(
            (in, flow) -> {
              flow.run(
                  "work",
                  step -> {
                    if (in.equals("hangs")) {
                      RetryTest.ignoreInterrupts(time, release);
                    } else {
                      time.pass(Duration.ofDays(1));
                    }
                  });
              return "ok";
            });
    Node node = Node.of(InMemoryStateStore.retained());
    var maestro = host.start(builder -> builder.register(workflow).store(node));
    maestro.start(workflow, "hangs", RunOptions.named("hangs"));
    maestro.start(workflow, "yields", RunOptions.named("yields"));
    time.runUntilIdle();

    var report = within(host, maestro.shutdown(Duration.ofSeconds(3)));

    assertEquals(List.of(RunId.of("hangs")), report.abandoned());
    assertEquals(List.of(RunId.of("yields")), report.interrupted());
    assertEquals(Optional.empty(), owner(host, node, "yields"));
    boolean hangingIsOwned = owner(host, node, "hangs").isPresent();
    release.complete(null);
    time.runUntilIdle();
    assertEquals(true, hangingIsOwned, "a run whose step still holds its thread is not released");
  }

  @Test
  @Proves("9.10")
  void handles_ofAMaestroThatIsShutDown_refuseWithClosed(TestHost host, VirtualTime time) {
    var workflow =
        flow(
            (in, flow) -> {
              flow.sleep("night", Duration.ofHours(1));
              return "ok";
            });
    var maestro = host.start(builder -> builder.register(workflow));
    Run<String> run = maestro.start(workflow, "");
    time.runUntilIdle();
    var waiting = List.of(run.result(), run.outcome());
    host.get(maestro.shutdown(Duration.ofSeconds(1)));

    var calls =
        List.of(
            waiting.get(0),
            waiting.get(1),
            run.result(),
            run.outcome(),
            run.info(),
            run.send(WaitTest.MAIL, "x"),
            run.cancel("x"),
            run.pause("x"),
            run.resume());

    calls.forEach(
        call -> assertEquals(RunRejectedException.Reason.CLOSED, Flows.refusal(host, call)));
  }

  @Test
  @Proves("9.8")
  void start_thatFails_leavesNothingOpen() throws InterruptedException {
    Node node = Node.of(InMemoryStateStore.retained());
    node.failStart();
    Set<Thread> before = OwnWorkersTest.maestroThreads();
    var builder = Maestro.builder().store(node);

    assertThrows(IllegalStateException.class, builder::start);

    assertEquals(1, node.closings());
    OwnWorkersTest.assertNoMoreThan(before);
  }
}
