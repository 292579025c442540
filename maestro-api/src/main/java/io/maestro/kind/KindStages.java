package io.maestro.kind;

import io.maestro.codec.TypeToken;
import io.maestro.metric.MetricKey;
import io.maestro.optimization.Reoptimization;
import io.maestro.optimization.Trigger;
import io.maestro.pipeline.AnalysisPipeline;
import io.maestro.pipeline.Check;
import io.maestro.pipeline.CreationPipeline;
import io.maestro.pipeline.Drafting;
import io.maestro.pipeline.ExecutionPipeline;
import io.maestro.pipeline.Gate;
import io.maestro.pipeline.Monitoring;
import io.maestro.pipeline.OptimizationPipeline;
import io.maestro.pipeline.Preparation;
import io.maestro.pipeline.ResearchPipeline;
import java.time.Duration;
import java.util.Objects;

/**
 * The stages of a kind's definition: each offers what can be said next, so that the types of later
 * pipelines follow from earlier ones. Not thread-safe; used up by {@link Complete#build()}.
 */
public final class KindStages {
  private KindStages() {}

  /** What follows the name. */
  public interface NeedsResearch {
    /** Sets the research pipeline and the type of its data. */
    <R> NeedsAnalysis<R> research(TypeToken<R> type, ResearchPipeline<R> pipeline);

    /** Sets the research pipeline and the type of its data. */
    default <R> NeedsAnalysis<R> research(Class<R> type, ResearchPipeline<R> pipeline) {
      return research(TypeToken.of(type), pipeline);
    }
  }

  /**
   * What follows the research.
   *
   * @param <R> the type of the research's data
   */
  public interface NeedsAnalysis<R> {
    /** Sets the analysis pipeline and the type of its view. */
    <A> NeedsCreation<R, A> analysis(TypeToken<A> type, AnalysisPipeline<R, A> pipeline);

    /** Sets the analysis pipeline and the type of its view. */
    default <A> NeedsCreation<R, A> analysis(Class<A> type, AnalysisPipeline<R, A> pipeline) {
      return analysis(TypeToken.of(type), pipeline);
    }
  }

  /**
   * What follows the analysis.
   *
   * @param <R> the type of the research's data
   * @param <A> the type of the analysis's view
   */
  public interface NeedsCreation<R, A> {
    /** Sets the creation pipeline and the type of the specification. */
    <S> NeedsOptimization<R, A, S> creation(TypeToken<S> type, CreationPipeline<R, A, S> pipeline);

    /** Sets the creation pipeline and the type of the specification. */
    default <S> NeedsOptimization<R, A, S> creation(
        Class<S> type, CreationPipeline<R, A, S> pipeline) {
      return creation(TypeToken.of(type), pipeline);
    }

    /** Sets the creation, as a pure function, and the type of the specification. */
    default <S> NeedsOptimization<R, A, S> creation(TypeToken<S> type, Drafting<R, A, S> drafting) {
      Objects.requireNonNull(drafting, "drafting");
      return creation(type, (research, analysis, flow) -> drafting.draft(research, analysis));
    }

    /** Sets the creation, as a pure function, and the type of the specification. */
    default <S> NeedsOptimization<R, A, S> creation(Class<S> type, Drafting<R, A, S> drafting) {
      return creation(TypeToken.of(type), drafting);
    }
  }

  /**
   * What follows the creation.
   *
   * @param <R> the type of the research's data
   * @param <A> the type of the analysis's view
   * @param <S> the type of the specification
   */
  public interface NeedsOptimization<R, A, S> {
    /** Sets the optimization pipeline. */
    NeedsValidation<R, A, S> optimization(OptimizationPipeline<R, A, S> pipeline);
  }

  /**
   * What follows the optimization: at least one check.
   *
   * @param <R> the type of the research's data
   * @param <A> the type of the analysis's view
   * @param <S> the type of the specification
   */
  public interface NeedsValidation<R, A, S> {
    /**
     * Adds a check.
     *
     * @param id 1 to 200 characters of {@code [A-Za-z0-9._:/-]}, unique in the kind
     */
    NeedsExecution<R, A, S> validation(String id, Check<? super R, ? super A, ? super S> check);
  }

  /**
   * What follows the first check: more of them, or the execution.
   *
   * @param <R> the type of the research's data
   * @param <A> the type of the analysis's view
   * @param <S> the type of the specification
   */
  public interface NeedsExecution<R, A, S> extends NeedsValidation<R, A, S> {
    /** Sets the execution pipeline and the type of its outcome. */
    <X> Complete<R, A, S, X> execution(TypeToken<X> type, ExecutionPipeline<S, X> pipeline);

    /** Sets the execution pipeline and the type of its outcome. */
    default <X> Complete<R, A, S, X> execution(Class<X> type, ExecutionPipeline<S, X> pipeline) {
      return execution(TypeToken.of(type), pipeline);
    }
  }

  /**
   * What may follow the execution.
   *
   * @param <R> the type of the research's data
   * @param <A> the type of the analysis's view
   * @param <S> the type of the specification
   * @param <X> the type of an execution's outcome
   */
  public interface Complete<R, A, S, X> {
    /** Lets a check's warning pass; by default only a PASS goes on. */
    Complete<R, A, S, X> warningsPass();

    /**
     * Sets how long a passing report may be relied on; by default 30 days. After that LIVE
     * executions are denied; {@link Trigger#beforeExpiry} develops the strategy again in time.
     *
     * @param time more than zero
     */
    Complete<R, A, S, X> validFor(Duration time);

    /**
     * Sets what makes things ready for an execution; by default nothing has to be, and the gate is
     * asked about what is expected of the version.
     */
    Complete<R, A, S, X> preparation(Preparation<S> preparation);

    /**
     * Adds a part of the gate, which is asked before anything is executed and at each report. The
     * settings' thresholds, and for LIVE the version's report, are always asked too.
     *
     * <p>It is first asked about what the preparation observed, or, without a preparation, about
     * what is expected of the version. So a threshold on a metric that only executions report
     * denies every execution at once, with METRIC_MISSING: give the kind a {@link #preparation}
     * that observes the metric, or let the optimization state what is expected of it.
     *
     * @param id 1 to 200 characters of {@code [A-Za-z0-9._:/-]}, unique among the gates of the kind
     */
    Complete<R, A, S, X> gate(String id, Gate<? super S> gate);

    /**
     * Sets how long the whole gate may take to answer before it is closed; by default 30 seconds.
     *
     * @param time more than zero
     */
    Complete<R, A, S, X> gateTimeout(Duration time);

    /**
     * Sets the metric by which versions of this kind are judged above all: the settings'
     * performance threshold is about it, and health is a comparison of it alone. By default there
     * is none, and health compares every expected metric.
     */
    Complete<R, A, S, X> primaryMetric(MetricKey metric);

    /**
     * Sets by how much an observed metric may be worse than expected before a version counts as
     * degraded, as a share of the expected value's magnitude; by default 0.5.
     *
     * @param share finite, zero or more
     */
    Complete<R, A, S, X> tolerance(double share);

    /**
     * Sets what collects how a version does now. By default it is the latest reading of the
     * version's LIVE executions if there is one, and else the latest of its rehearsals, each judged
     * once; see {@link io.maestro.pipeline.MonitoringTask#news()}. To be judged by LIVE readings
     * alone, ask for {@code task.news(Mode.LIVE)}.
     */
    Complete<R, A, S, X> monitoring(Monitoring<S> monitoring);

    /**
     * Sets when a version is worth optimizing again, for those strategies that are kept optimized.
     *
     * <p>By default when it breaks one of the settings' performance thresholds that are about its
     * primary metric or one of its expected metrics, with the policy's default guards; if there is
     * none, never.
     */
    Complete<R, A, S, X> reoptimize(Reoptimization policy);

    /**
     * Sets the one trigger of when a version is worth optimizing again, with the default guards.
     */
    default Complete<R, A, S, X> reoptimize(Trigger trigger) {
      return reoptimize(Reoptimization.when(trigger));
    }

    /**
     * Returns the kind.
     *
     * @throws IllegalArgumentException if a trigger before expiry could never be calm
     */
    StrategyKind<R, A, S, X> build();
  }
}
