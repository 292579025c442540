package io.maestro.kind;

import static java.util.Objects.requireNonNull;

import io.maestro.codec.TypeToken;
import io.maestro.pipeline.AnalysisPipeline;
import io.maestro.pipeline.Check;
import io.maestro.pipeline.CreationPipeline;
import io.maestro.pipeline.ExecutionPipeline;
import io.maestro.pipeline.OptimizationPipeline;
import io.maestro.pipeline.ResearchPipeline;
import io.maestro.run.Names;
import io.maestro.strategy.ValidationReport;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The last stage of a kind's definition, and the records of the stages before it. */
final class KindBuilder<R, A, S, X> implements KindStages.Complete<R, A, S, X> {
  static final Duration DEFAULT_VALID_FOR = Duration.ofDays(30);

  final Validated<R, A, S> stages;
  final TypeToken<X> outcomeType;
  final ExecutionPipeline<S, X> execution;
  ValidationReport.Warnings warnings = ValidationReport.Warnings.BLOCK;
  Duration validFor = DEFAULT_VALID_FOR;

  private KindBuilder(
      Validated<R, A, S> stages, TypeToken<X> outcomeType, ExecutionPipeline<S, X> execution) {
    this.stages = stages;
    this.outcomeType = requireNonNull(outcomeType, "type");
    this.execution = requireNonNull(execution, "pipeline");
  }

  @Override
  public KindStages.Complete<R, A, S, X> warningsPass() {
    warnings = ValidationReport.Warnings.PASS;
    return this;
  }

  @Override
  public KindStages.Complete<R, A, S, X> validFor(Duration time) {
    if (time.isZero() || time.isNegative()) {
      throw new IllegalArgumentException("validFor must be more than zero: " + time);
    }
    validFor = time;
    return this;
  }

  @Override
  public StrategyKind<R, A, S, X> build() {
    return new StrategyKind<>(this);
  }

  record Named(String name) implements KindStages.NeedsResearch {
    @Override
    public <R> KindStages.NeedsAnalysis<R> research(
        TypeToken<R> type, ResearchPipeline<R> pipeline) {
      return new Researched<>(this, type, pipeline);
    }
  }

  record Researched<R>(Named before, TypeToken<R> type, ResearchPipeline<R> pipeline)
      implements KindStages.NeedsAnalysis<R> {
    Researched {
      requireNonNull(type, "type");
      requireNonNull(pipeline, "pipeline");
    }

    @Override
    public <A> KindStages.NeedsCreation<R, A> analysis(
        TypeToken<A> analysisType, AnalysisPipeline<R, A> analysis) {
      return new Analysed<>(this, analysisType, analysis);
    }
  }

  record Analysed<R, A>(Researched<R> before, TypeToken<A> type, AnalysisPipeline<R, A> pipeline)
      implements KindStages.NeedsCreation<R, A> {
    Analysed {
      requireNonNull(type, "type");
      requireNonNull(pipeline, "pipeline");
    }

    @Override
    public <S> KindStages.NeedsOptimization<R, A, S> creation(
        TypeToken<S> specType, CreationPipeline<R, A, S> creation) {
      return new Created<>(this, specType, creation);
    }
  }

  record Created<R, A, S>(
      Analysed<R, A> before, TypeToken<S> type, CreationPipeline<R, A, S> pipeline)
      implements KindStages.NeedsOptimization<R, A, S> {
    Created {
      requireNonNull(type, "type");
      requireNonNull(pipeline, "pipeline");
    }

    @Override
    public KindStages.NeedsValidation<R, A, S> optimization(
        OptimizationPipeline<R, A, S> optimization) {
      return new Validated<>(this, requireNonNull(optimization, "pipeline"), Map.of());
    }
  }

  record Validated<R, A, S>(
      Created<R, A, S> before,
      OptimizationPipeline<R, A, S> optimization,
      Map<String, Check<? super R, ? super A, ? super S>> checks)
      implements KindStages.NeedsExecution<R, A, S> {
    @Override
    public KindStages.NeedsExecution<R, A, S> validation(
        String id, Check<? super R, ? super A, ? super S> check) {
      Map<String, Check<? super R, ? super A, ? super S>> more = new LinkedHashMap<>(checks);
      if (more.put(Names.check(id, "a check's id"), requireNonNull(check, "check")) != null) {
        throw new IllegalArgumentException("check '" + id + "' is there already");
      }
      return new Validated<>(before, optimization, more);
    }

    @Override
    public <X> KindStages.Complete<R, A, S, X> execution(
        TypeToken<X> type, ExecutionPipeline<S, X> pipeline) {
      return new KindBuilder<>(this, type, pipeline);
    }
  }
}
