package io.maestro.core.life;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.maestro.ActiveStrategy;
import io.maestro.ActiveStrategy.Activity;
import io.maestro.codec.Codec;
import io.maestro.codec.Payload;
import io.maestro.codec.TypeToken;
import io.maestro.pipeline.ResearchTask;
import io.maestro.run.RunId;
import io.maestro.run.RunStatus;
import io.maestro.store.RunRecord;
import io.maestro.store.Standing;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StrategyWorkTest {
  private static final Payload TASK =
      Payload.of(ResearchTask.on("north"), TypeToken.of(ResearchTask.class));
  private static final Payload TEXT = Payload.of("x", TypeToken.of(String.class));

  private final StrategyWork work = new StrategyWork(Codec.liveObjects());

  private static RunRecord run(String workflow, Payload input, Map<String, String> tags) {
    return new RunRecord(
        RunId.of("run"),
        workflow,
        input,
        Instant.EPOCH,
        Optional.empty(),
        tags,
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
  void development_isToldByItsTopicUnlessATagSaysMore() {
    assertEquals(
        strategy("crawler", "north", Activity.DEVELOPING, ""),
        work.of(run("develop/crawler", TASK, Map.of())));
    assertEquals(
        strategy("crawler", "pole", Activity.DEVELOPING, ""),
        work.of(run("develop/crawler", TASK, Map.of(ActiveStrategy.STRATEGY_TAG, "pole"))));
    assertEquals(
        strategy("crawler", "", Activity.DEVELOPING, ""),
        work.of(run("develop/crawler", TEXT, Map.of())));
  }

  @Test
  void executionAndImprovement_areToldByTheirTags() {
    assertEquals(
        strategy("a/b", "north/3", Activity.EXECUTING, "LIVE"),
        work.of(
            run(
                "execute/a/b",
                TEXT,
                Map.of(ActiveStrategy.STRATEGY_TAG, "north/3", ActiveStrategy.MODE_TAG, "LIVE"))));
    assertEquals(
        strategy("crawler", "", Activity.OPTIMIZING, ""),
        work.of(run("improve/crawler", TEXT, Map.of())));
  }

  @Test
  void runsOfOtherWorkflows_areNone() {
    for (String workflow : new String[] {"develop", "developed/x", "x/develop/y", "/develop"}) {
      assertEquals(Optional.empty(), work.of(run(workflow, TASK, Map.of())));
    }
  }
}
