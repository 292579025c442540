package io.maestro.samples.quickstart;

import static io.maestro.execution.Mode.LIVE;
import static io.maestro.metric.Threshold.atLeast;

import io.maestro.core.Maestro;
import io.maestro.flow.FlowContext;
import io.maestro.kind.StrategyKind;
import io.maestro.metric.MetricKey;
import io.maestro.pipeline.Check;
import io.maestro.pipeline.OptimizationTask;
import io.maestro.pipeline.ResearchPipeline;
import io.maestro.pipeline.ResearchTask;
import io.maestro.run.RunOptions;
import io.maestro.strategy.Analysis;
import io.maestro.strategy.Decision;
import io.maestro.strategy.Draft;
import io.maestro.strategy.Optimized;
import io.maestro.strategy.Trial;

/** Finds out what a cup of lemonade should cost. */
final class Quickstart {
  static final MetricKey PROFIT = MetricKey.higherIsBetter("daily-profit", "EUR");

  static StrategyKind<Sales, Demand, Price, Day> lemonade(ResearchPipeline<Sales> research) {
    return StrategyKind.named("lemonade")
        .research(Sales.class, research)
        .analysis(Demand.class, (task, flow) -> Analysis.of(Prices.demand(task.data())))
        .creation(Price.class, (found, analysis) -> Draft.of(new Price(100)))
        .optimization(Quickstart::search)
        .validation("worth-it", Check.that(atLeast(PROFIT, 40).minSamples(30)))
        .execution(
            Day.class,
            (task, flow) ->
                flow.step("sell", Day.class, step -> Till.sell(task.spec(), step.idempotencyKey())))
        .build();
  }

  static Decision<Optimized<Price>> search(
      OptimizationTask<Sales, Demand, Price> task, FlowContext flow) {
    var demand = task.analysis().view();
    // side by side; each is recorded on its own and never run again once it is
    var trials =
        Trial.each(
            flow, "price", Prices.all(), Price::cents, (p, step) -> Prices.profit(demand, p));
    return Optimized.best(trials, PROFIT);
  }

  public static void main(String[] args) {
    var lemonade = lemonade(Till::research);
    try (var maestro = Maestro.builder().register(lemonade).start()) {
      var task = ResearchTask.on("summer");
      var run = maestro.developStrategy(lemonade, task, RunOptions.named("summer-1"));
      var development = run.result().join(); // validated, rejected or concluded: a value
      var day = development.strategy().map(s -> maestro.executeStrategy(lemonade, s.ref(), LIVE));
      System.out.println(day.map(d -> "" + d.result().join()).orElse(development.reason()));
    }
  }
}
