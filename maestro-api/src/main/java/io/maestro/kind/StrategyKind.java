package io.maestro.kind;

import io.maestro.codec.TypeToken;
import io.maestro.knowledge.Subject;
import io.maestro.metric.MetricKey;
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
import io.maestro.strategy.ValidationReport;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A kind of strategy: what its stages work on and the pipelines that do the work. Immutable.
 *
 * <p>The only place with four type parameters: a maestro holds many kinds. The kind's name is
 * stored with what it makes, so choose one that lasts.
 *
 * @param <R> the type of the research's data
 * @param <A> the type of the analysis's view
 * @param <S> the type of the strategy's specification
 * @param <X> the type of an execution's outcome
 */
public final class StrategyKind<R, A, S, X> {
  private final String name;
  private final TypeToken<R> researchType;
  private final ResearchPipeline<R> research;
  private final TypeToken<A> analysisType;
  private final AnalysisPipeline<R, A> analysis;
  private final TypeToken<S> specType;
  private final CreationPipeline<R, A, S> creation;
  private final OptimizationPipeline<R, A, S> optimization;
  private final Map<String, Check<? super R, ? super A, ? super S>> checks;
  private final TypeToken<X> outcomeType;
  private final ExecutionPipeline<S, X> execution;
  private final ValidationReport.Warnings warnings;
  private final Duration validFor;
  private final Preparation<S> preparation;
  private final Map<String, Gate<? super S>> gates;
  private final Duration gateTimeout;
  private final Optional<MetricKey> primaryMetric;
  private final double tolerance;
  private final Monitoring<S> monitoring;
  private final Optional<Reoptimization> reoptimization;

  StrategyKind(KindBuilder<R, A, S, X> builder) {
    KindBuilder.Validated<R, A, S> validated = builder.stages;
    KindBuilder.Created<R, A, S> created = validated.before();
    KindBuilder.Analysed<R, A> analysed = created.before();
    KindBuilder.Researched<R> researched = analysed.before();
    this.name = researched.before().name();
    this.researchType = researched.type();
    this.research = researched.pipeline();
    this.analysisType = analysed.type();
    this.analysis = analysed.pipeline();
    this.specType = created.type();
    this.creation = created.pipeline();
    this.optimization = validated.optimization();
    this.checks = Collections.unmodifiableMap(new LinkedHashMap<>(validated.checks()));
    this.outcomeType = builder.outcomeType;
    this.execution = builder.execution;
    this.warnings = builder.warnings;
    this.validFor = builder.validFor;
    this.preparation = builder.preparation;
    this.gates = Collections.unmodifiableMap(new LinkedHashMap<>(builder.gates));
    this.gateTimeout = builder.gateTimeout;
    this.primaryMetric = builder.primaryMetric;
    this.tolerance = builder.tolerance;
    this.monitoring = builder.monitoring;
    this.reoptimization = builder.reoptimization;
  }

  /**
   * Begins the definition of a kind.
   *
   * @param name 1 to 100 characters of {@code [A-Za-z0-9._:/-]}, not beginning with {@value
   *     io.maestro.knowledge.Subject#OPTIMIZING}; unique in a maestro
   */
  public static KindStages.NeedsResearch named(String name) {
    Names.check(name, "a kind's name");
    if (name.length() > 100) {
      throw new IllegalArgumentException("a kind's name has at most 100 characters: " + name);
    }
    if (name.startsWith(Subject.OPTIMIZING)) {
      throw new IllegalArgumentException(
          "a kind's name can't begin with '%s', which is for the library's own lessons: %s"
              .formatted(Subject.OPTIMIZING, name));
    }
    return new KindBuilder.Named(name);
  }

  /** Returns the kind's name. */
  public String name() {
    return name;
  }

  /** Returns the type of the research's data. */
  public TypeToken<R> researchType() {
    return researchType;
  }

  /** Returns the research pipeline. */
  public ResearchPipeline<R> research() {
    return research;
  }

  /** Returns the type of the analysis's view. */
  public TypeToken<A> analysisType() {
    return analysisType;
  }

  /** Returns the analysis pipeline. */
  public AnalysisPipeline<R, A> analysis() {
    return analysis;
  }

  /** Returns the type of the strategy's specification. */
  public TypeToken<S> specType() {
    return specType;
  }

  /** Returns the creation pipeline. */
  public CreationPipeline<R, A, S> creation() {
    return creation;
  }

  /** Returns the optimization pipeline. */
  public OptimizationPipeline<R, A, S> optimization() {
    return optimization;
  }

  /** Returns the validation checks by id, in the order in which they are made. */
  public Map<String, Check<? super R, ? super A, ? super S>> checks() {
    return checks;
  }

  /** Returns the type of an execution's outcome. */
  public TypeToken<X> outcomeType() {
    return outcomeType;
  }

  /** Returns the execution pipeline. */
  public ExecutionPipeline<S, X> execution() {
    return execution;
  }

  /** Returns whether a check's warning stands in the way. */
  public ValidationReport.Warnings warnings() {
    return warnings;
  }

  /** Returns how long a passing report may be relied on. */
  public Duration validFor() {
    return validFor;
  }

  /** Returns what makes things ready for an execution. */
  public Preparation<S> preparation() {
    return preparation;
  }

  /** Returns the parts of the gate by id, in the order in which they are asked. */
  public Map<String, Gate<? super S>> gates() {
    return gates;
  }

  /** Returns how long the whole gate may take to answer. */
  public Duration gateTimeout() {
    return gateTimeout;
  }

  /** Returns the metric by which versions are judged above all, or empty if there is none. */
  public Optional<MetricKey> primaryMetric() {
    return primaryMetric;
  }

  /**
   * Returns by how much an observed metric may be worse than expected, as a share of the expected
   * value's magnitude.
   */
  public double tolerance() {
    return tolerance;
  }

  /** Returns what collects how a version does now. */
  public Monitoring<S> monitoring() {
    return monitoring;
  }

  /** Returns when a version is worth optimizing again, or empty if the settings decide. */
  public Optional<Reoptimization> reoptimization() {
    return reoptimization;
  }

  @Override
  public String toString() {
    return "StrategyKind[" + name + "]";
  }
}
