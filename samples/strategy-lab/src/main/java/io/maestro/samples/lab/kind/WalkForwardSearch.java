package io.maestro.samples.lab.kind;

import io.maestro.flow.FlowContext;
import io.maestro.metric.Metrics;
import io.maestro.pipeline.OptimizationPipeline;
import io.maestro.pipeline.OptimizationTask;
import io.maestro.samples.lab.data.PriceFile;
import io.maestro.samples.lab.fact.Regime;
import io.maestro.samples.lab.rule.Fold;
import io.maestro.samples.lab.rule.FoldFit;
import io.maestro.samples.lab.rule.Score;
import io.maestro.samples.lab.rule.WalkForward;
import io.maestro.strategy.Decision;
import io.maestro.strategy.Optimized;
import io.maestro.strategy.Trial;
import java.util.List;

/**
 * Fits on some years, tests on the next, and moves on; every trial of every fold is recorded on its
 * own.
 */
final class WalkForwardSearch implements OptimizationPipeline<PriceFile, Regime, Crossover> {
  /** What a fold chose, and among what. */
  record FoldSearch(FoldFit fit, List<Trial<Crossover>> trials) {}

  @Override
  public Decision<Optimized<Crossover>> optimize(
      OptimizationTask<PriceFile, Regime, Crossover> task, FlowContext flow) {
    List<Fold> folds = Fold.of(task.research().data().prices());
    if (folds.isEmpty()) {
      return Decision.stop("the data is too short for a single fold");
    }
    List<FoldSearch> searches =
        flow.each("fold", folds, Fold::number).stage(FoldSearch.class, this::search).join();
    List<FoldFit> fits = searches.stream().map(FoldSearch::fit).toList();
    Metrics unseen =
        flow.step(
            "walk-forward",
            Metrics.class,
            step -> Measures.of(WalkForward.of(folds, fits).trades().performance()));
    return Optimized.of(Crossover.fitted(fits), unseen)
        .after(searches.stream().flatMap(search -> search.trials().stream()).toList());
  }

  private FoldSearch search(Fold fold, FlowContext flow) {
    List<Trial<Crossover>> trials =
        Trial.each(
            flow,
            "trial",
            Crossover.grid(),
            Crossover::label,
            (tried, step) -> Measures.compared(tried.rule().measure(fold.train(), 1)));
    FoldFit fit = flow.step("fit", FoldFit.class, step -> FoldFit.of(fold, scores(trials)));
    return new FoldSearch(fit, trials);
  }

  /** A trial that failed, or gave no ratio, can't be chosen. */
  private static List<Score> scores(List<Trial<Crossover>> trials) {
    return trials.stream()
        .map(
            trial ->
                new Score(
                    trial.spec().rule(), trial.metrics().value(Measures.SHARPE).orElse(Double.NaN)))
        .toList();
  }
}
