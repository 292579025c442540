package io.maestro.testkit;

import io.maestro.flow.FlowContext;
import io.maestro.flow.StepPolicy;
import io.maestro.kind.KindStages;
import io.maestro.kind.StrategyKind;
import io.maestro.metric.MetricKey;
import io.maestro.metric.Metrics;
import io.maestro.strategy.Analysis;
import io.maestro.strategy.CheckResult;
import io.maestro.strategy.Decision;
import io.maestro.strategy.Draft;
import io.maestro.strategy.Optimized;
import io.maestro.strategy.Research;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A kind of strategy whose five stages, and its execution, each do one scripted step, named {@code
 * work}; by default each returns at once, the candidate passes and nothing but the default gate is
 * asked. Not thread-safe; used up by {@link #build()}.
 */
public final class ScriptedKind {
  /** The metric that its candidates are expected to achieve, with the value 1. */
  public static final MetricKey SCORE = MetricKey.higherIsBetter("score", "");

  private final String name;
  private final Map<LifeStage, Script<String>> scripts = new EnumMap<>(LifeStage.class);
  private final Map<LifeStage, String> refusals = new EnumMap<>(LifeStage.class);
  private StepPolicy policy = StepPolicy.once();
  private Script<String> execution = Script.returning("EXECUTION");
  private UnaryOperator<KindStages.Complete<String, String, String, String>> more =
      UnaryOperator.identity();

  private ScriptedKind(String name) {
    this.name = name;
    for (LifeStage stage : LifeStage.values()) {
      scripts.put(stage, Script.returning(stage.name()));
    }
  }

  /** Returns a kind of which every stage succeeds at once. */
  public static ScriptedKind named(String name) {
    return new ScriptedKind(name);
  }

  /** Lets a stage's step do what a script says. */
  public ScriptedKind stage(LifeStage stage, Script<String> script) {
    scripts.put(stage, script);
    return this;
  }

  /** Makes a stage say no after its step: the pipelines stop, the validation fails. */
  public ScriptedKind refusing(LifeStage stage, String reason) {
    refusals.put(stage, reason);
    return this;
  }

  /** Runs all steps under a policy. */
  public ScriptedKind policy(StepPolicy stepPolicy) {
    policy = stepPolicy;
    return this;
  }

  /** Lets the execution's step do what a script says. */
  public ScriptedKind execution(Script<String> script) {
    execution = Objects.requireNonNull(script, "script");
    return this;
  }

  /** Adds what else the kind says: its gates, its preparation, its primary metric. */
  public ScriptedKind also(
      UnaryOperator<KindStages.Complete<String, String, String, String>> said) {
    more = Objects.requireNonNull(said, "said");
    return this;
  }

  /** Returns the kind. */
  public StrategyKind<String, String, String, String> build() {
    return more.apply(stages()).build();
  }

  private KindStages.Complete<String, String, String, String> stages() {
    return StrategyKind.named(name)
        .research(String.class, (task, flow) -> research(flow))
        .analysis(String.class, (task, flow) -> analysis(flow))
        .creation(String.class, (research, analysis, flow) -> creation(flow))
        .optimization((task, flow) -> optimization(flow))
        .validation("scripted", (candidate, flow) -> validation(flow))
        .execution(
            String.class, (task, flow) -> flow.with(policy).step("work", String.class, execution));
  }

  private String work(LifeStage stage, FlowContext flow) {
    Script<String> script = scripts.getOrDefault(stage, Script.returning(""));
    return flow.with(policy).step("work", String.class, script);
  }

  private Optional<String> refusal(LifeStage stage) {
    return Optional.ofNullable(refusals.get(stage));
  }

  private Decision<Research<String>> research(FlowContext flow) {
    String data = work(LifeStage.RESEARCH, flow);
    return refusal(LifeStage.RESEARCH)
        .<Decision<Research<String>>>map(Decision::stop)
        .orElseGet(() -> Research.of(data));
  }

  private Decision<Analysis<String>> analysis(FlowContext flow) {
    String view = work(LifeStage.ANALYSIS, flow);
    return refusal(LifeStage.ANALYSIS)
        .<Decision<Analysis<String>>>map(Decision::stop)
        .orElseGet(() -> Analysis.of(view));
  }

  private Decision<Draft<String>> creation(FlowContext flow) {
    String spec = work(LifeStage.CREATION, flow);
    return refusal(LifeStage.CREATION)
        .<Decision<Draft<String>>>map(Decision::stop)
        .orElseGet(() -> Draft.of(spec));
  }

  private Decision<Optimized<String>> optimization(FlowContext flow) {
    String spec = work(LifeStage.OPTIMIZATION, flow);
    return refusal(LifeStage.OPTIMIZATION)
        .<Decision<Optimized<String>>>map(Decision::stop)
        .orElseGet(() -> Optimized.of(spec, Metrics.of(SCORE, 1)));
  }

  private CheckResult validation(FlowContext flow) {
    String message = work(LifeStage.VALIDATION, flow);
    return refusal(LifeStage.VALIDATION)
        .map(CheckResult::fail)
        .orElseGet(() -> CheckResult.pass(message));
  }
}
