package io.maestro.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.maestro.flow.FlowContext;
import io.maestro.flow.Workflow;
import io.maestro.run.RunOptions;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.TestHost;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A stage ends before the work is undone; the extension sees to it that no timer is left. */
final class CancelledStageTest {
  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  private final List<String> events = new CopyOnWriteArrayList<>();

  @Test
  void run_cancelledWhileItAwaits_endsTheStageBeforeItUndoes(TestHost host) {
    var awaiting = Workflow.of("awaiting", String.class, String.class, this::await);
    var maestro = host.start(builder -> builder.register(awaiting));
    var run = maestro.start(awaiting, "x", RunOptions.named("awaiting-1"));
    host.time().runUntilIdle();

    host.get(run.cancel("enough"));

    assertEquals(
        "enough",
        host.get(run.outcome()).fold(v -> v, failure -> failure.message(), reason -> reason));
    assertEquals(List.of("stage cancelled", "undone"), events);
  }

  private String await(String input, FlowContext flow) {
    flow.compensation("undo", step -> events.add("undone"));
    return flow.await("ask", String.class, step -> watched());
  }

  private CompletableFuture<String> watched() {
    return new CompletableFuture<>() {
      @Override
      public boolean cancel(boolean mayInterrupt) {
        events.add("stage cancelled");
        return super.cancel(mayInterrupt);
      }
    };
  }
}
