package io.maestro.samples.lab.kind;

import io.maestro.flow.FlowContext;
import io.maestro.metric.Metrics;
import io.maestro.pipeline.OptimizationPipeline;
import io.maestro.pipeline.OptimizationTask;
import io.maestro.samples.lab.data.PriceFile;
import io.maestro.samples.lab.data.Prices;
import io.maestro.samples.lab.fact.Regime;
import io.maestro.samples.lab.fact.Regimes;
import io.maestro.samples.lab.rule.Fold;
import io.maestro.samples.lab.rule.FoldFit;
import io.maestro.samples.lab.rule.Score;
import io.maestro.samples.lab.rule.WalkForward;
import io.maestro.strategy.Decision;
import io.maestro.strategy.Optimized;
import io.maestro.strategy.Trial;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Fits on some years, tests on the next, and moves on; every trial of every fold is recorded on its
 * own. A fold tries what was known to work on its last day of training, or everything if nothing
 * was; the draft, which knows what the last fold does not, is not among it.
 */
final class WalkForwardSearch implements OptimizationPipeline<PriceFile, Regime, Crossover> {
  /** What a fold chose, and among what. */
  record FoldSearch(FoldFit fit, List<Trial<Crossover>> trials) {}

  @Override
  public Decision<Optimized<Crossover>> optimize(
      OptimizationTask<PriceFile, Regime, Crossover> task, FlowContext flow) {
    Prices prices = task.research().data().prices();
    List<Fold> folds = Fold.of(prices);
    if (folds.isEmpty()) {
      return Decision.stop("the data is too short for a single fold");
    }
    Map<LocalDate, Regime> regimes = Regimes.byDate(prices);
    List<FoldSearch> searches =
        flow.each("fold", folds, Fold::number)
            .stage(
                FoldSearch.class,
                (fold, stage) ->
                    search(fold, Objects.requireNonNull(regimes.get(fold.trainTo())), stage))
            .join();
    List<FoldFit> fits = searches.stream().map(FoldSearch::fit).toList();
    Metrics unseen =
        flow.step(
            "walk-forward",
            Metrics.class,
            step -> Measures.of(WalkForward.of(folds, fits).trades().performance()));
    return Optimized.of(Crossover.fitted(fits), unseen)
        .after(searches.stream().flatMap(search -> search.trials().stream()).toList());
  }

  /** Starts from what was known on the last day of the fold's training, and nothing later. */
  private FoldSearch search(Fold fold, Regime regime, FlowContext flow) {
    List<Trial<Crossover>> trials =
        Trial.each(
            flow,
            "trial",
            Warmth.of(flow, regime, fold.trainTo()).toTry(),
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
