package io.maestro.core.life;

import io.maestro.ActiveStrategy;
import io.maestro.ActiveStrategy.Activity;
import io.maestro.codec.Codec;
import io.maestro.codec.TypeToken;
import io.maestro.execution.ExecutionRequest;
import io.maestro.optimization.TickRequest;
import io.maestro.pipeline.ResearchTask;
import io.maestro.run.RunStatus;
import io.maestro.store.RunRecord;
import java.util.Map;
import java.util.Optional;

/**
 * Tells which strategy a run works on: the library's workflows are named by what they do and the
 * kind, and their inputs say the rest.
 */
public final class StrategyWork {
  private static final Map<String, Activity> BY_PREFIX =
      Map.of(
          "develop", Activity.DEVELOPING,
          "execute", Activity.EXECUTING,
          "improve", Activity.OPTIMIZING);

  private final Codec codec;

  /** Makes it for runs whose input a codec reads. */
  public StrategyWork(Codec codec) {
    this.codec = codec;
  }

  /** Returns the strategy that a run works on, as the run begins to; empty if it is none's. */
  public Optional<ActiveStrategy> of(RunRecord run) {
    int slash = run.workflow().indexOf('/');
    Activity activity = slash < 0 ? null : BY_PREFIX.get(run.workflow().substring(0, slash));
    if (activity == null) {
      return Optional.empty();
    }
    Which which = which(run, activity);
    return Optional.of(
        new ActiveStrategy(
            run.workflow().substring(slash + 1),
            which.strategy(),
            activity,
            which.mode(),
            run.id(),
            RunStatus.QUEUED,
            run.createdAt()));
  }

  private record Which(String strategy, String mode) {}

  private Which which(RunRecord run, Activity activity) {
    try {
      return switch (activity) {
        case DEVELOPING -> new Which(input(run, ResearchTask.class).topic(), "");
        case EXECUTING -> executed(input(run, ExecutionRequest.class));
        case OPTIMIZING -> new Which(input(run, TickRequest.class).strategy(), "");
      };
    } catch (RuntimeException undecodable) { // the run itself will say so
      return new Which("", "");
    }
  }

  private static Which executed(ExecutionRequest request) {
    String version = request.strategy().name() + "@" + request.strategy().version();
    return new Which(version, request.mode().name());
  }

  private <I> I input(RunRecord run, Class<I> type) {
    return run.input().value(TypeToken.of(type), codec);
  }
}
