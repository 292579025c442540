package io.maestro.samples.lab.policy;

import static io.maestro.metric.Threshold.atLeast;

import io.maestro.flow.FlowContext;
import io.maestro.kind.StrategyKind;
import io.maestro.metric.Metrics;
import io.maestro.metric.Observation;
import io.maestro.pipeline.Candidate;
import io.maestro.pipeline.Check;
import io.maestro.pipeline.OptimizationTask;
import io.maestro.samples.lab.data.Close;
import io.maestro.samples.lab.data.Prices;
import io.maestro.samples.lab.fact.Regime;
import io.maestro.samples.lab.kind.Measures;
import io.maestro.samples.lab.kind.Recollection;
import io.maestro.samples.lab.rule.Rule;
import io.maestro.strategy.Analysis;
import io.maestro.strategy.CheckResult;
import io.maestro.strategy.Decision;
import io.maestro.strategy.Draft;
import io.maestro.strategy.Optimized;
import io.maestro.strategy.Research;
import io.maestro.strategy.Trial;

/**
 * The kind of strategy that a loop keeps optimized: a rule fitted on the four years before. All its
 * parts know the market as of the flow's own time, and nothing later.
 */
record LoopKind(Market market) {
  private static final String NAME = "kept-crossover";

  StrategyKind<Prices, Regime, Rule, String> under(Policy policy) {
    return StrategyKind.named(NAME)
        .research(Prices.class, (task, flow) -> Research.of(market.trailing(flow.now())))
        .analysis(Regime.class, (task, flow) -> analysis(market.regime(flow.now())))
        .creation(Rule.class, (research, analysis) -> Draft.of(Rule.initial()))
        .optimization(LoopKind::fit)
        .validation("point-in-time", LoopKind::knowsNothingLater)
        .validation("fitted", Check.that(atLeast(Measures.SHARPE, 0)))
        .execution(String.class, (task, flow) -> "traded outside, by whoever replays")
        .monitoring((task, flow) -> Observation.of(Metrics.none()).in(context(flow)))
        .reoptimize(policy.reoptimization())
        .build();
  }

  private static Analysis<Regime> analysis(Regime regime) {
    return Analysis.of(regime).in(Recollection.context(regime));
  }

  private String context(FlowContext flow) {
    return Recollection.context(market.regime(flow.now()));
  }

  private static Decision<Optimized<Rule>> fit(
      OptimizationTask<Prices, Regime, Rule> task, FlowContext flow) {
    Prices known = task.research().data();
    return Optimized.best(
        Trial.each(
            flow,
            "trial",
            Rule.grid(),
            Rule::label,
            (rule, step) -> Measures.compared(rule.measure(known, 1))),
        Measures.SHARPE);
  }

  private static CheckResult knowsNothingLater(
      Candidate<? extends Prices, ?, ?> candidate, FlowContext flow) {
    Prices known = candidate.research().data();
    return Close.of(known.last()).isAfter(flow.now())
        ? CheckResult.fail("knows " + known.last() + " at " + flow.now())
        : CheckResult.pass("knows nothing after " + known.last());
  }
}
