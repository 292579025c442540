package io.maestro.samples.lab;

import io.maestro.samples.lab.check.Evidence;
import io.maestro.samples.lab.check.Examination;
import io.maestro.samples.lab.check.Finding;
import io.maestro.samples.lab.data.PriceFile;
import io.maestro.samples.lab.data.Prices;
import io.maestro.samples.lab.data.Sha256;
import io.maestro.samples.lab.page.ReportPage;
import io.maestro.samples.lab.report.Answer;
import io.maestro.samples.lab.report.Candidate;
import io.maestro.samples.lab.report.EventLog;
import io.maestro.samples.lab.report.Outcome;
import io.maestro.samples.lab.report.ResultAssembly;
import io.maestro.samples.lab.report.ResultJson;
import io.maestro.samples.lab.report.Story;
import io.maestro.samples.lab.rule.Fold;
import io.maestro.samples.lab.rule.FoldFit;
import io.maestro.samples.lab.rule.Rule;
import io.maestro.samples.lab.rule.Score;
import io.maestro.samples.lab.rule.WalkForward;
import java.util.List;
import java.util.stream.Collectors;

/** A whole development by plain calls, one after the other, as a reference for the durable one. */
public record PlainLab(Story story) {
  /** Develops a rule on generated prices. */
  public static PlainLab develop(Prices generated) {
    return develop(new PriceFile(generated, Sha256.of(generated.column())), 1);
  }

  /** Develops a rule on prices from a file. */
  public static PlainLab develop(PriceFile file, long seed) {
    Prices prices = file.prices();
    List<Fold> folds = Fold.of(prices);
    WalkForward walk = WalkForward.of(folds, folds.stream().map(PlainLab::fit).toList());
    Evidence evidence = Evidence.gather(prices, walk, seed);
    List<Finding> findings = Examination.of(prices, walk, evidence);
    Outcome outcome = Examination.passed(findings) ? Outcome.VALIDATED : Outcome.REJECTED;
    int trials = folds.size() * Rule.grid().size();
    Candidate candidate =
        new Candidate(
            "sma-crossover", 1, trials, walk, evidence, findings.stream().map(Answer::of).toList());
    String log = new EventLog().noteAll(candidate, outcome).sha256();
    return new PlainLab(new Story(file, seed, outcome, reason(findings, outcome), candidate, log));
  }

  private static FoldFit fit(Fold fold) {
    List<Score> scores =
        Rule.grid().stream()
            .map(rule -> new Score(rule, rule.measure(fold.train(), 1).sharpe()))
            .toList();
    return FoldFit.of(fold, scores);
  }

  private static String reason(List<Finding> findings, Outcome outcome) {
    return outcome == Outcome.VALIDATED
        ? ""
        : findings.stream()
            .filter(finding -> !finding.verdict().goesOn())
            .map(f -> "%s: %s, %s".formatted(f.id(), f.verdict(), f.message()))
            .collect(Collectors.joining("; "));
  }

  /** Whether every check was passed. */
  public boolean accepted() {
    return story.outcome() == Outcome.VALIDATED;
  }

  /** The result file. */
  public String json() {
    return ResultJson.write(ResultAssembly.of(story));
  }

  /** The page. */
  public String page() {
    return ReportPage.of(story, ResultAssembly.of(story));
  }
}
