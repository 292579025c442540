package io.maestro.kind;

import static java.util.Objects.requireNonNull;

import io.maestro.codec.TypeToken;
import io.maestro.execution.Reading;
import io.maestro.metric.MetricKey;
import io.maestro.metric.Observation;
import io.maestro.optimization.ExpiryTrigger;
import io.maestro.optimization.Reoptimization;
import io.maestro.pipeline.AnalysisPipeline;
import io.maestro.pipeline.Check;
import io.maestro.pipeline.CreationPipeline;
import io.maestro.pipeline.ExecutionPipeline;
import io.maestro.pipeline.Gate;
import io.maestro.pipeline.Monitoring;
import io.maestro.pipeline.OptimizationPipeline;
import io.maestro.pipeline.Preparation;
import io.maestro.pipeline.ResearchPipeline;
import io.maestro.run.Names;
import io.maestro.strategy.Prepared;
import io.maestro.strategy.ValidationReport;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The last stage of a kind's definition, and the records of the stages before it. */
final class KindBuilder<R, A, S, X> implements KindStages.Complete<R, A, S, X> {
  static final Duration DEFAULT_VALID_FOR = Duration.ofDays(30);
  static final Duration DEFAULT_GATE_TIMEOUT = Duration.ofSeconds(30);
  static final double DEFAULT_TOLERANCE = 0.5;

  final Validated<R, A, S> stages;
  final TypeToken<X> outcomeType;
  final ExecutionPipeline<S, X> execution;
  ValidationReport.Warnings warnings = ValidationReport.Warnings.BLOCK;
  Duration validFor = DEFAULT_VALID_FOR;
  Preparation<S> preparation = (before, flow) -> new Prepared(before.observation());
  final Map<String, Gate<? super S>> gates = new LinkedHashMap<>();
  Duration gateTimeout = DEFAULT_GATE_TIMEOUT;
  Optional<MetricKey> primaryMetric = Optional.empty();
  double tolerance = DEFAULT_TOLERANCE;
  Optional<Reoptimization> reoptimization = Optional.empty();
  Monitoring<S> monitoring =
      (task, flow) -> task.news().map(Reading::observation).orElse(Observation.none());

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
    validFor = moreThanZero("validFor", time);
    return this;
  }

  @Override
  public KindStages.Complete<R, A, S, X> preparation(Preparation<S> made) {
    preparation = requireNonNull(made, "preparation");
    return this;
  }

  @Override
  public KindStages.Complete<R, A, S, X> gate(String id, Gate<? super S> gate) {
    requireNonNull(gate, "gate");
    if (gates.putIfAbsent(Names.check(id, "a gate's id"), gate) != null) {
      throw new IllegalArgumentException("gate '" + id + "' is there already");
    }
    return this;
  }

  @Override
  public KindStages.Complete<R, A, S, X> gateTimeout(Duration time) {
    gateTimeout = moreThanZero("gateTimeout", time);
    return this;
  }

  @Override
  public KindStages.Complete<R, A, S, X> primaryMetric(MetricKey metric) {
    primaryMetric = Optional.of(metric);
    return this;
  }

  @Override
  public KindStages.Complete<R, A, S, X> tolerance(double share) {
    if (!Double.isFinite(share) || share < 0) {
      throw new IllegalArgumentException("a tolerance is finite, zero or more: " + share);
    }
    tolerance = share;
    return this;
  }

  @Override
  public KindStages.Complete<R, A, S, X> monitoring(Monitoring<S> collected) {
    monitoring = requireNonNull(collected, "monitoring");
    return this;
  }

  @Override
  public KindStages.Complete<R, A, S, X> reoptimize(Reoptimization policy) {
    reoptimization = Optional.of(policy);
    return this;
  }

  /** Such a policy would optimize for ever: each new report would be about to expire, too. */
  private void checkExpiry(Reoptimization policy) {
    policy.triggers().stream()
        .filter(ExpiryTrigger.class::isInstance)
        .filter(trigger -> ((ExpiryTrigger) trigger).before().compareTo(validFor) >= 0)
        .findFirst()
        .ifPresent(
            always -> {
              throw new IllegalArgumentException(
                  "trigger '%s' would always fire: a report of this kind is valid for %s only"
                      .formatted(always, validFor));
            });
  }

  private static Duration moreThanZero(String name, Duration time) {
    if (time.isZero() || time.isNegative()) {
      throw new IllegalArgumentException(name + " must be more than zero: " + time);
    }
    return time;
  }

  @Override
  public StrategyKind<R, A, S, X> build() {
    reoptimization.ifPresent(this::checkExpiry);
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
