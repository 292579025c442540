package io.maestro.samples.lab;

import io.maestro.samples.lab.check.Evidence;
import io.maestro.samples.lab.check.Examination;
import io.maestro.samples.lab.check.Finding;
import io.maestro.samples.lab.data.PriceFile;
import io.maestro.samples.lab.data.Prices;
import io.maestro.samples.lab.data.Sha256;
import io.maestro.samples.lab.fact.Regime;
import io.maestro.samples.lab.fact.Regimes;
import io.maestro.samples.lab.memory.Known;
import io.maestro.samples.lab.page.ReportPage;
import io.maestro.samples.lab.report.Answer;
import io.maestro.samples.lab.report.Candidate;
import io.maestro.samples.lab.report.EventLog;
import io.maestro.samples.lab.report.Outcome;
import io.maestro.samples.lab.report.Rehearsal;
import io.maestro.samples.lab.report.ResultAssembly;
import io.maestro.samples.lab.report.ResultJson;
import io.maestro.samples.lab.report.SecondRun;
import io.maestro.samples.lab.report.Sequel;
import io.maestro.samples.lab.report.Story;
import io.maestro.samples.lab.rule.Equity;
import io.maestro.samples.lab.rule.Fold;
import io.maestro.samples.lab.rule.FoldFit;
import io.maestro.samples.lab.rule.Rule;
import io.maestro.samples.lab.rule.Score;
import io.maestro.samples.lab.rule.WalkForward;
import io.maestro.samples.lab.watch.Expectation;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The whole lab by plain calls, one after the other, as a reference for the durable one. */
public record PlainLab(Story story) {
  private static final double GATE = 0.20;

  /** Develops a rule on generated prices. */
  public static PlainLab develop(Prices generated) {
    return develop(new PriceFile(generated, Sha256.of(generated.column())), 1);
  }

  /** Develops a rule on prices from a file. */
  public static PlainLab develop(PriceFile file, long seed) {
    List<Fold> folds = Fold.of(file.prices());
    return develop(file, seed, 1, Collections.nCopies(folds.size(), Rule.grid()));
  }

  /** Lives the whole life of a rule. */
  public static PlainLab live(PriceFile file, long seed) {
    Story story = develop(file, seed).story();
    Prices prices = file.prices();
    PlainKnowledge knowledge = PlainKnowledge.of(prices);
    return new PlainLab(
        story.followedBy(
            new Sequel(
                rehearse(Objects.requireNonNull(story.candidate()).walkForward()),
                List.copyOf(PlainReplay.all(prices).values()),
                knowledge.told(prices.last()),
                again(file, seed, knowledge))));
  }

  /** Each fold tries the rules that it is given. */
  private static PlainLab develop(PriceFile file, long seed, int version, List<List<Rule>> toTry) {
    Prices prices = file.prices();
    List<Fold> folds = Fold.of(prices);
    List<FoldFit> fits = new ArrayList<>();
    for (Fold fold : folds) {
      fits.add(fit(fold, toTry.get(fits.size())));
    }
    WalkForward walk = WalkForward.of(folds, fits);
    Evidence evidence = Evidence.gather(prices, walk, seed);
    List<Finding> findings = Examination.of(prices, walk, evidence);
    Outcome outcome = Examination.passed(findings) ? Outcome.VALIDATED : Outcome.REJECTED;
    int trials = toTry.stream().mapToInt(List::size).sum();
    Candidate candidate =
        new Candidate(
            "sma-crossover",
            version,
            trials,
            walk,
            evidence,
            findings.stream().map(Answer::of).toList());
    String log = new EventLog().noteAll(candidate, outcome).sha256();
    return new PlainLab(
        new Story(file, seed, outcome, reason(findings, outcome), candidate, null, log));
  }

  private static FoldFit fit(Fold fold, List<Rule> rules) {
    List<Score> scores =
        rules.stream()
            .map(rule -> new Score(rule, rule.measure(fold.train(), 1).sharpe()))
            .toList();
    return FoldFit.of(fold, scores);
  }

  private static Rehearsal rehearse(WalkForward walk) {
    List<Double> equity = Equity.of(walk.trades().returns());
    List<Double> falls = Equity.underwater(equity);
    int days = 0;
    while (days < falls.size() && (days == 0 || falls.get(days - 1) <= GATE)) {
      days++;
    }
    double deepest = Collections.max(falls.subList(0, days));
    boolean halted = deepest > GATE;
    return new Rehearsal(
        "REHEARSAL",
        halted ? "Halted" : "Completed",
        halted ? "THRESHOLD_BROKEN" : "",
        days,
        equity.get(days - 1),
        deepest,
        GATE,
        Expectation.of(walk, days));
  }

  private static SecondRun again(PriceFile file, long seed, PlainKnowledge knowledge) {
    Map<LocalDate, Regime> regimes = Regimes.byDate(file.prices());
    List<List<Rule>> toTry =
        Fold.of(file.prices()).stream()
            .map(fold -> knowledge.toTry(regime(regimes, fold.trainTo()), fold.trainTo()))
            .toList();
    Story second = develop(file, seed, 2, toTry).story();
    LocalDate last = file.prices().last();
    List<Known> trusted =
        knowledge.of(regime(regimes, last), last).stream()
            .filter(known -> known.confidence() >= 0.6)
            .toList();
    return new SecondRun(
        second.outcome(),
        trusted.isEmpty() ? Rule.initial() : Rule.named(trusted.get(0).subject()).orElseThrow(),
        "by plain calls",
        toTry.stream().map(List::size).toList(),
        Objects.requireNonNull(second.candidate()));
  }

  private static Regime regime(Map<LocalDate, Regime> regimes, LocalDate date) {
    return Objects.requireNonNull(regimes.get(date));
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
