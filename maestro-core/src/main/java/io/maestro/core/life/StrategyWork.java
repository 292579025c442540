package io.maestro.core.life;

import io.maestro.ActiveStrategy;
import io.maestro.ActiveStrategy.Activity;
import io.maestro.codec.Codec;
import io.maestro.codec.TypeToken;
import io.maestro.pipeline.ResearchTask;
import io.maestro.run.RunStatus;
import io.maestro.store.RunRecord;
import java.util.Map;
import java.util.Optional;

/**
 * Tells by a run's workflow which strategy it works on: the workflows of a kind are named by what
 * they do and the kind, and the rest is in the run's tags or its input.
 */
public final class StrategyWork {
  private static final TypeToken<ResearchTask> TASK = TypeToken.of(ResearchTask.class);
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
    return Optional.of(
        new ActiveStrategy(
            run.workflow().substring(slash + 1),
            strategy(run, activity),
            activity,
            run.tags().getOrDefault(ActiveStrategy.MODE_TAG, ""),
            run.id(),
            RunStatus.QUEUED,
            run.createdAt()));
  }

  private String strategy(RunRecord run, Activity activity) {
    String tag = run.tags().get(ActiveStrategy.STRATEGY_TAG);
    if (tag != null || activity != Activity.DEVELOPING) {
      return tag == null ? "" : tag;
    }
    try {
      return run.input().value(TASK, codec).topic();
    } catch (RuntimeException undecodable) { // the run itself will say so
      return "";
    }
  }
}
