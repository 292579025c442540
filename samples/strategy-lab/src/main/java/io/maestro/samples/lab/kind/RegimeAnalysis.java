package io.maestro.samples.lab.kind;

import io.maestro.flow.FlowContext;
import io.maestro.pipeline.AnalysisPipeline;
import io.maestro.pipeline.AnalysisTask;
import io.maestro.samples.lab.data.PriceFile;
import io.maestro.samples.lab.fact.Regime;
import io.maestro.samples.lab.fact.Regimes;
import io.maestro.samples.lab.rule.Trades;
import io.maestro.strategy.Analysis;
import io.maestro.strategy.Decision;
import java.util.List;
import java.util.Locale;

/** Tells which regime the prices are in now, and what holding them has brought so far. */
final class RegimeAnalysis implements AnalysisPipeline<PriceFile, Regime> {
  private static final double FREE = 0;

  @Override
  public Decision<Analysis<Regime>> analyse(AnalysisTask<PriceFile> task, FlowContext flow) {
    List<Regime> days = Regimes.of(task.data().prices());
    Regime now = days.get(days.size() - 1);
    Trades held = Trades.of(task.data().prices(), prices -> new int[prices.size()], FREE);
    return Analysis.of(now)
        .in(now.name().toLowerCase(Locale.ROOT))
        .measuring(Measures.of(held.holding()));
  }
}
