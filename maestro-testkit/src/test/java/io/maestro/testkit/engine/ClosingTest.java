package io.maestro.testkit.engine;

import static io.maestro.testkit.engine.Flows.flow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.maestro.core.Maestro;
import io.maestro.core.memory.InMemoryStateStore;
import io.maestro.run.Run;
import io.maestro.run.RunRejectedException;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a maestro leaves behind that ends, or that never began. */
@SuppressWarnings("FutureReturnValueIgnored") // the ends of the runs are looked at instead
final class ClosingTest {
  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

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
  void start_thatFails_leavesNothingOpen() {
    Node node = Node.of(InMemoryStateStore.retained());
    node.failStart();
    long before = OwnWorkersTest.maestroThreads();
    var builder = Maestro.builder().store(node);

    assertThrows(IllegalStateException.class, builder::start);

    assertEquals(1, node.closings());
    assertEquals(before, OwnWorkersTest.maestroThreads());
  }
}
