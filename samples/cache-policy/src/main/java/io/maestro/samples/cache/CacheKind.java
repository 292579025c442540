package io.maestro.samples.cache;

import static io.maestro.metric.Threshold.atLeast;

import io.maestro.flow.FlowContext;
import io.maestro.flow.StepContext;
import io.maestro.kind.StrategyKind;
import io.maestro.knowledge.KnowledgeQuery;
import io.maestro.metric.MetricKey;
import io.maestro.optimization.Reoptimization;
import io.maestro.optimization.Trigger;
import io.maestro.pipeline.Candidate;
import io.maestro.pipeline.Check;
import io.maestro.pipeline.Gate;
import io.maestro.pipeline.OptimizationTask;
import io.maestro.pipeline.ResearchTask;
import io.maestro.strategy.Analysis;
import io.maestro.strategy.CheckResult;
import io.maestro.strategy.Decision;
import io.maestro.strategy.Draft;
import io.maestro.strategy.Optimized;
import io.maestro.strategy.Research;
import io.maestro.strategy.Trial;
import java.time.Duration;
import java.util.List;

/** Tells the library what a cache policy is, and how one is found, judged, used and watched. */
record CacheKind(Service service) {
  static final String NAME = "cache-policy";
  static final MetricKey HIT_RATIO = MetricKey.higherIsBetter("hit-ratio", "");

  private static final int DAYS_READ = 4;
  private static final Reoptimization POLICY =
      Reoptimization.when(
              Trigger.unless(atLeast(HIT_RATIO, 0.35).minSamples(Traffic.PER_DAY))
                  .until(atLeast(HIT_RATIO, 0.37).minSamples(Traffic.PER_DAY))
                  .confirmed(2, 3),
              Trigger.contextChanged().confirmed(3))
          .coolDown(Duration.ofDays(10));

  StrategyKind<Trace, Popularity, Policy, Served> kind() {
    return StrategyKind.named(NAME)
        .research(Trace.class, this::read)
        .analysis(Popularity.class, (task, flow) -> analyse(task.data()))
        .creation(Policy.class, CacheKind::draft)
        .optimization(CacheKind::tune)
        .validation("worth-it", Check.that(atLeast(HIT_RATIO, 0.25).minSamples(5_000)))
        .validation("unseen-day", (candidate, flow) -> compare(candidate))
        .execution(Served.class, new Serving(service))
        .gate("worth-its-cost", Gate.that(atLeast(HIT_RATIO, 0.05)))
        .primaryMetric(HIT_RATIO)
        .reoptimize(POLICY)
        .build();
  }

  private Decision<Research<Trace>> read(ResearchTask task, FlowContext flow) {
    Trace trace =
        flow.step("read", Trace.class, step -> service.log(Traffic.dayOf(step.now()), DAYS_READ));
    return Research.of(trace)
        .source(new Research.Source(task.topic(), "", (long) DAYS_READ * Traffic.PER_DAY));
  }

  private static Analysis<Popularity> analyse(Trace trace) {
    Popularity popularity = Popularity.of(trace.lastDay().items());
    return Analysis.of(popularity).in(popularity.context());
  }

  private static Draft<Policy> draft(
      Research<Trace> research, Analysis<Popularity> analysis, FlowContext flow) {
    return Draft.of(flow.step("remember", Policy.class, step -> best(analysis.context(), step)));
  }

  /** What has worked best in such circumstances, or else what everybody begins with. */
  private static Policy best(String context, StepContext step) throws InterruptedException {
    return step.knowledge().query(KnowledgeQuery.about(NAME).in(context)).worked().stream()
        .flatMap(
            known -> Policy.grid().stream().filter(p -> p.label().equals(known.subject().name())))
        .findFirst()
        .orElse(Policy.LEAST_RECENTLY_USED);
  }

  /** Tries what is like the draft if that was known to work, and everything if nothing was. */
  private static Decision<Optimized<Policy>> tune(
      OptimizationTask<Trace, Popularity, Policy> task, FlowContext flow) {
    boolean isKnown = !task.spec().equals(Policy.LEAST_RECENTLY_USED);
    List<Trial<Policy>> trials =
        Trial.each(
            flow,
            "policy",
            isKnown ? task.spec().neighbours() : Policy.grid(),
            Policy::label,
            (policy, step) -> task.research().data().tuning(policy).metrics());
    return Optimized.best(trials, HIT_RATIO);
  }

  private static CheckResult compare(Candidate<? extends Trace, ?, ? extends Policy> candidate) {
    Trace trace = candidate.research().data();
    double tuned = trace.unseen(candidate.spec()).hitRatio();
    double usual = trace.unseen(Policy.LEAST_RECENTLY_USED).hitRatio();
    String words = "on a day it was not tuned on, against the usual policy";
    return (tuned >= usual ? CheckResult.pass(words) : CheckResult.fail(words))
        .observing(tuned, usual);
  }
}
