package io.maestro.samples.lab;

import io.maestro.samples.lab.check.Evidence;
import io.maestro.samples.lab.check.Examination;
import io.maestro.samples.lab.check.Finding;
import io.maestro.samples.lab.data.Prices;
import io.maestro.samples.lab.rule.Fold;
import io.maestro.samples.lab.rule.FoldFit;
import io.maestro.samples.lab.rule.Rule;
import io.maestro.samples.lab.rule.Score;
import io.maestro.samples.lab.rule.WalkForward;
import java.util.List;

/** A whole development by plain calls, one after the other, as a reference for the durable one. */
public record PlainLab(
    Prices prices, WalkForward walkForward, Evidence evidence, List<Finding> findings) {

  /** Develops a rule on the prices. */
  public static PlainLab develop(Prices prices, long seed) {
    List<Fold> folds = Fold.of(prices, 4, 1);
    WalkForward walk = WalkForward.of(folds, folds.stream().map(PlainLab::fit).toList());
    Evidence evidence = Evidence.gather(prices, walk, seed);
    return new PlainLab(prices, walk, evidence, Examination.of(prices, walk, evidence));
  }

  private static FoldFit fit(Fold fold) {
    List<Score> scores =
        Rule.grid().stream()
            .map(rule -> new Score(rule, rule.measure(fold.train(), 1).sharpe()))
            .toList();
    return FoldFit.of(fold, Score.best(scores).orElseThrow());
  }

  /** Whether every check was passed. */
  public boolean accepted() {
    return Examination.passed(findings);
  }
}
