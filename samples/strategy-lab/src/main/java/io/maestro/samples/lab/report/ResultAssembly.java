package io.maestro.samples.lab.report;

import static io.maestro.samples.lab.report.Figure.rounded;

import io.maestro.samples.lab.check.Evidence;
import io.maestro.samples.lab.fact.CrossoverSignal;
import io.maestro.samples.lab.rule.FoldFit;
import io.maestro.samples.lab.rule.Performance;
import io.maestro.samples.lab.rule.Rule;
import io.maestro.samples.lab.rule.WalkForward;
import io.maestro.samples.lab.statistics.Bootstrap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Puts a run's story into the form of {@link LabResult}. */
public final class ResultAssembly {
  private static final int PLACES = 6;

  private ResultAssembly() {}

  /** The result of a run. */
  public static LabResult of(Story story) {
    return new LabResult(
        DataAssembly.of(story.file()),
        CrossoverSignal.of50And200(story.prices()).stream().map(ResultAssembly::signal).toList(),
        development(story),
        SequelAssembly.execution(story.sequel()),
        SequelAssembly.policies(story.sequel()),
        SequelAssembly.knowledge(story.sequel()),
        chance(story.seed(), story.candidate()),
        story.eventLogSha256());
  }

  private static LabResult.Signal signal(CrossoverSignal signal) {
    return new LabResult.Signal(signal.date(), signal.kind().name().toLowerCase(Locale.ROOT));
  }

  private static LabResult.Development development(Story story) {
    Candidate candidate = story.candidate();
    String outcome = story.outcome().word();
    if (candidate == null) {
      return new LabResult.Development(outcome, story.reason(), null, 0, null, List.of());
    }
    return new LabResult.Development(
        outcome,
        story.reason(),
        new LabResult.Strategy(candidate.kind(), candidate.version(), parameters(candidate.rule())),
        candidate.trials(),
        walkForward(candidate.walkForward()),
        candidate.answers().stream().map(ResultAssembly::check).toList());
  }

  private static LabResult.WalkForward walkForward(WalkForward walk) {
    Performance traded = walk.trades().performance();
    Performance held = walk.trades().holding();
    return new LabResult.WalkForward(
        walk.fits().stream().map(ResultAssembly::fold).toList(),
        rounded(traded.sharpe(), PLACES),
        rounded(traded.maxDrawdown(), PLACES),
        rounded(traded.totalReturn(), PLACES),
        traded.samples(),
        traded.switches(),
        new LabResult.Benchmark(
            "buy-and-hold",
            rounded(held.sharpe(), PLACES),
            rounded(held.maxDrawdown(), PLACES),
            rounded(held.totalReturn(), PLACES)));
  }

  private static LabResult.Fold fold(FoldFit fit) {
    return new LabResult.Fold(
        fit.trainFrom(),
        fit.trainTo(),
        fit.testFrom(),
        fit.testTo(),
        parameters(fit.rule()),
        rounded(fit.inSample().sharpe(), PLACES),
        rounded(fit.outOfSampleSharpe(), PLACES));
  }

  private static LabResult.Parameters parameters(Rule rule) {
    return new LabResult.Parameters(rule.fast(), rule.slow());
  }

  private static LabResult.Check check(Answer answer) {
    return new LabResult.Check(
        answer.id(),
        answer.verdict().name(),
        rounded(answer.observed(), PLACES),
        rounded(answer.threshold(), PLACES),
        answer.message());
  }

  private static LabResult.Chance chance(long seed, @Nullable Candidate candidate) {
    if (candidate == null) {
      return new LabResult.Chance(seed, null, null, null, null);
    }
    Evidence evidence = candidate.evidence();
    Bootstrap bootstrap = evidence.bootstrap();
    return new LabResult.Chance(
        seed,
        rounded(bootstrap.low(), PLACES),
        rounded(bootstrap.high(), PLACES),
        rounded(bootstrap.notPositive(), PLACES),
        rounded(evidence.randomEntry(), PLACES));
  }
}
