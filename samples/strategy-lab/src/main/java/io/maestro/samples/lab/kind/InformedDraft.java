package io.maestro.samples.lab.kind;

import io.maestro.flow.FlowContext;
import io.maestro.pipeline.CreationPipeline;
import io.maestro.samples.lab.data.PriceFile;
import io.maestro.samples.lab.data.Prices;
import io.maestro.samples.lab.fact.Regime;
import io.maestro.strategy.Analysis;
import io.maestro.strategy.Decision;
import io.maestro.strategy.Draft;
import io.maestro.strategy.Research;

/**
 * Starts from the rule that is trusted most in the regime of the last day, else from the classic.
 */
final class InformedDraft implements CreationPipeline<PriceFile, Regime, Crossover> {
  @Override
  public Decision<Draft<Crossover>> create(
      Research<PriceFile> research, Analysis<Regime> analysis, FlowContext flow) {
    Prices prices = research.data().prices();
    Warmth warmth = Warmth.of(flow, analysis.view(), prices.last());
    return Draft.of(Crossover.of(warmth.start())).because(warmth.words());
  }
}
