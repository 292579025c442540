package io.maestro.testkit.optimization;

import io.maestro.flow.FlowContext;
import io.maestro.kind.KindStages;
import io.maestro.kind.StrategyKind;
import io.maestro.metric.MetricKey;
import io.maestro.metric.Metrics;
import io.maestro.metric.Observation;
import io.maestro.metric.Threshold;
import io.maestro.optimization.Reoptimization;
import io.maestro.optimization.Trigger;
import io.maestro.pipeline.Check;
import io.maestro.pipeline.ExecutionTask;
import io.maestro.strategy.Analysis;
import io.maestro.strategy.Decision;
import io.maestro.strategy.Draft;
import io.maestro.strategy.Optimized;
import io.maestro.strategy.Research;
import io.maestro.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What a strategy meets, as a test says: how it does, and what comes of optimizing it. */
final class World {
  static final MetricKey SCORE = MetricKey.higherIsBetter("score", "");
  static final Metrics GOOD = Metrics.of(SCORE, 1, 100);
  static final Metrics MEDIOCRE = Metrics.of(SCORE, 0.6, 100);
  static final Metrics BAD = Metrics.of(SCORE, 0, 100);

  /** The policy of most tests: any observed breach, and no guards but those that can't be off. */
  static final Reoptimization ANY_BREACH =
      Reoptimization.when(Trigger.unless(Threshold.atLeast(SCORE, 0.5)))
          .coolDown(Duration.ZERO)
          .atMostPerDay(1_000);

  /** What comes of an optimization. */
  enum Manner {
    BETTER,
    MEDIOCRE,
    WORSE,
    NOTHING,
    BREAKS
  }

  private final VirtualTime time;
  private final AtomicInteger optimizations = new AtomicInteger();
  private final List<String> observed = new CopyOnWriteArrayList<>();
  private volatile Observation observation = Observation.of(GOOD).in("calm");
  private volatile String context = "calm";
  private volatile Manner manner = Manner.BETTER;
  private volatile Duration observing = Duration.ZERO;
  private volatile Duration optimizing = Duration.ZERO;
  private volatile boolean blind;

  World(VirtualTime time) {
    this.time = time;
  }

  World shows(Metrics metrics) {
    observation = Observation.of(metrics).in(context);
    return this;
  }

  World in(String circumstances) {
    context = circumstances;
    observation = observation.in(circumstances);
    return this;
  }

  World optimizing(Manner how) {
    manner = how;
    return this;
  }

  World optimizationTakes(Duration duration) {
    optimizing = duration;
    return this;
  }

  World observationTakes(Duration duration) {
    observing = duration;
    return this;
  }

  World blind(boolean isBlind) {
    blind = isBlind;
    return this;
  }

  int optimizations() {
    return optimizations.get();
  }

  /** Returns the versions that were observed, in order. */
  List<String> observed() {
    return observed;
  }

  StrategyKind<String, String, Integer, String> kind(String name, Reoptimization policy) {
    return unfinished(name).reoptimize(policy).build();
  }

  /** Returns a kind whose executions report what the world shows, and that has no monitoring. */
  StrategyKind<String, String, Integer, String> reporting(String name, Reoptimization policy) {
    return reporting(name).reoptimize(policy).build();
  }

  KindStages.Complete<String, String, Integer, String> reporting(String name) {
    return checked(name).execution(String.class, this::report);
  }

  String report(ExecutionTask<Integer> task, FlowContext flow) {
    task.report(flow, flow.step("look", Observation.class, step -> observation));
    return "done";
  }

  KindStages.Complete<String, String, Integer, String> unfinished(String name) {
    return checked(name)
        .execution(String.class, (task, flow) -> "done")
        .monitoring((task, flow) -> observe(task.strategy().ref().toString(), flow));
  }

  /** Returns a kind without an execution, to which checks can be added. */
  KindStages.NeedsExecution<String, String, Integer> checked(String name) {
    return StrategyKind.named(name)
        .research(String.class, (task, flow) -> Research.of("data"))
        .analysis(String.class, (task, flow) -> Analysis.of("view").in(context(flow)))
        .creation(Integer.class, (research, analysis) -> Draft.of(1))
        .optimization((task, flow) -> optimize(flow))
        .validation("good", Check.that(Threshold.atLeast(SCORE, 0.5)));
  }

  private String context(FlowContext flow) {
    return flow.step("where", String.class, step -> context);
  }

  Observation observe(String version, FlowContext flow) {
    return flow.step(
        "look",
        Observation.class,
        step -> {
          observed.add(version);
          time.pass(observing);
          if (blind) {
            throw new IllegalStateException("nobody answers");
          }
          return observation;
        });
  }

  private Decision<Optimized<Integer>> optimize(FlowContext flow) {
    Manner how =
        flow.step(
            "search",
            Manner.class,
            step -> {
              optimizations.incrementAndGet();
              time.pass(optimizing);
              if (manner == Manner.BREAKS) {
                throw new IllegalStateException("out of memory");
              }
              return manner;
            });
    return switch (how) {
      case BETTER -> Optimized.of(2, GOOD);
      case MEDIOCRE -> Optimized.of(4, MEDIOCRE);
      case WORSE -> Optimized.of(3, BAD);
      case NOTHING, BREAKS -> Decision.stop("nothing to gain");
    };
  }
}
