package io.maestro.testkit.hosts;

import static io.maestro.metric.Threshold.atLeast;

import io.maestro.flow.FlowContext;
import io.maestro.flow.Round;
import io.maestro.kind.StrategyKind;
import io.maestro.metric.MetricKey;
import io.maestro.metric.Metrics;
import io.maestro.pipeline.Candidate;
import io.maestro.pipeline.Check;
import io.maestro.pipeline.ExecutionTask;
import io.maestro.pipeline.Gate;
import io.maestro.pipeline.OptimizationTask;
import io.maestro.strategy.Analysis;
import io.maestro.strategy.CheckResult;
import io.maestro.strategy.Decision;
import io.maestro.strategy.Draft;
import io.maestro.strategy.Optimized;
import io.maestro.strategy.Research;
import io.maestro.strategy.Trial;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Chooses how a cache forgets: what is a strategy here has neither buyer nor seller. */
final class CachePolicies {
  static final MetricKey HITS = MetricKey.higherIsBetter("hit-ratio", "");

  /** What was asked of the cache, in order. */
  record Trace(List<String> keys) {}

  /** How many different keys there were. */
  record Spread(int distinct) {}

  /** Which entry is forgotten first, and how many there may be. */
  record Policy(Eviction eviction, int entries) {
    String label() {
      return eviction + "-" + entries;
    }
  }

  /** What is forgotten first. */
  enum Eviction {
    OLDEST,
    LEAST_RECENTLY_USED
  }

  /** What became of the requests. */
  record Served(double hitRatio) {}

  private CachePolicies() {}

  static StrategyKind<Trace, Spread, Policy, Served> readingFrom(Function<String, Trace> traces) {
    return StrategyKind.named("cache-policy")
        .research(Trace.class, (task, flow) -> recorded(traces, task.topic(), flow))
        .analysis(Spread.class, (task, flow) -> Analysis.of(spread(task.data())))
        .creation(Policy.class, (research, analysis) -> Draft.of(new Policy(Eviction.OLDEST, 1)))
        .optimization(CachePolicies::search)
        .validation("worth-the-memory", Check.that(atLeast(HITS, 0.5).minSamples(10)))
        .validation("smaller-than-all", CachePolicies::smallerThanAll)
        .execution(Served.class, (task, flow) -> serveLive(traces, task, flow))
        .gate("hits", Gate.that(atLeast(HITS, 0.5)))
        .primaryMetric(HITS)
        .build();
  }

  private static Decision<Research<Trace>> recorded(
      Function<String, Trace> traces, String topic, FlowContext flow) {
    Trace trace = flow.step("read-trace", Trace.class, step -> traces.apply(topic));
    return trace.keys().isEmpty() ? Decision.stop("nobody used the cache") : Research.of(trace);
  }

  private static Served serveLive(
      Function<String, Trace> traces, ExecutionTask<Policy> task, FlowContext flow) {
    return flow.loop(
        "hour",
        Served.class,
        new Served(0),
        (before, hour) -> {
          Trace live = hour.step("listen", Trace.class, step -> traces.apply("live"));
          Served served = serve(live, task.spec());
          boolean goOn = task.report(hour, Metrics.of(HITS, served.hitRatio())).passed();
          return goOn && before.hitRatio() == 0 ? Round.again(served) : Round.done(served);
        });
  }

  private static Spread spread(Trace trace) {
    return new Spread(new HashSet<>(trace.keys()).size());
  }

  private static Decision<Optimized<Policy>> search(
      OptimizationTask<Trace, Spread, Policy> task, FlowContext flow) {
    List<Policy> policies =
        List.of(
            new Policy(Eviction.OLDEST, 2),
            new Policy(Eviction.LEAST_RECENTLY_USED, 2),
            new Policy(Eviction.LEAST_RECENTLY_USED, 3));
    var trials =
        Trial.each(
            flow,
            "policy",
            policies,
            Policy::label,
            (policy, step) -> measure(task.research().data(), policy));
    return Optimized.best(trials, HITS);
  }

  private static CheckResult smallerThanAll(
      Candidate<? extends Trace, ? extends Spread, ? extends Policy> candidate, FlowContext flow) {
    return candidate.spec().entries() < candidate.analysis().view().distinct()
        ? CheckResult.pass("holds a part of the keys")
        : CheckResult.warn("holds every key there is");
  }

  private static Metrics measure(Trace trace, Policy policy) {
    return Metrics.of(HITS, serve(trace, policy).hitRatio(), trace.keys().size());
  }

  private static Served serve(Trace trace, Policy policy) {
    boolean byUse = policy.eviction() == Eviction.LEAST_RECENTLY_USED;
    Map<String, Boolean> cache = new LinkedHashMap<>(16, 0.75f, byUse);
    int hits = 0;
    for (String key : trace.keys()) {
      hits += cache.get(key) == null ? 0 : 1;
      cache.put(key, true);
      if (cache.size() > policy.entries()) {
        cache.remove(cache.keySet().iterator().next());
      }
    }
    return new Served((double) hits / trace.keys().size());
  }
}
