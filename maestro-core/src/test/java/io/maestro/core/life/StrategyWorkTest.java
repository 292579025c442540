package io.maestro.core.life;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.maestro.ActiveStrategy;
import io.maestro.ActiveStrategy.Activity;
import io.maestro.codec.Codec;
import io.maestro.codec.Payload;
import io.maestro.codec.TypeToken;
import io.maestro.execution.ExecutionRequest;
import io.maestro.execution.Mode;
import io.maestro.optimization.TickRequest;
import io.maestro.pipeline.ResearchTask;
import io.maestro.run.RunId;
import io.maestro.run.RunStatus;
import io.maestro.store.RunRecord;
import io.maestro.store.Standing;
import io.maestro.strategy.StrategyRef;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StrategyWorkTest {
  private static final Payload TASK =
      Payload.of(ResearchTask.on("north"), TypeToken.of(ResearchTask.class));
  private static final Payload TEXT = Payload.of("x", TypeToken.of(String.class));

  private final StrategyWork work = new StrategyWork(Codec.liveObjects());

  private static RunRecord run(String workflow, Payload input) {
    return new RunRecord(
        RunId.of("run"),
        workflow,
        input,
        Instant.EPOCH,
        Optional.empty(),
        Map.of(),
        Map.of(),
        Optional.empty(),
        Standing.due(RunStatus.QUEUED, Instant.EPOCH),
        1,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Optional<ActiveStrategy> strategy(
      String kind, String strategy, Activity activity, String mode) {
    return Optional.of(
        new ActiveStrategy(
            kind, strategy, activity, mode, RunId.of("run"), RunStatus.QUEUED, Instant.EPOCH));
  }

  @Test
  void development_isToldByItsTopic() {
    assertEquals(
        strategy("crawler", "north", Activity.DEVELOPING, ""),
        work.of(run("develop/crawler", TASK)));
  }

  @Test
  void execution_isToldByItsVersionAndMode() {
    ExecutionRequest request =
        new ExecutionRequest(new StrategyRef("a/b", "north", 3), Mode.REHEARSAL);

    assertEquals(
        strategy("a/b", "north@3", Activity.EXECUTING, "REHEARSAL"),
        work.of(run("execute/a/b", Payload.of(request, TypeToken.of(ExecutionRequest.class)))));
  }

  @Test
  void tick_isToldByItsStrategy() {
    TickRequest request = new TickRequest("crawler", "north", 7);

    assertEquals(
        strategy("crawler", "north", Activity.OPTIMIZING, ""),
        work.of(run("improve/crawler", Payload.of(request, TypeToken.of(TickRequest.class)))));
  }

  @Test
  void inputThatCanNotBeRead_leavesTheStrategyUnknown() {
    assertEquals(
        strategy("crawler", "", Activity.EXECUTING, ""), work.of(run("execute/crawler", TEXT)));
  }

  @Test
  void runsOfOtherWorkflows_areNone() {
    for (String workflow : new String[] {"develop", "developed/x", "x/develop/y", "/develop"}) {
      assertEquals(Optional.empty(), work.of(run(workflow, TASK)));
    }
  }
}
