package io.maestro.samples.lab;

import io.maestro.execution.Denial;
import io.maestro.execution.Execution;
import io.maestro.run.Failure;
import io.maestro.run.RecordedStep;
import io.maestro.run.RunOutcome;
import io.maestro.samples.lab.check.Verdict;
import io.maestro.samples.lab.data.PriceFile;
import io.maestro.samples.lab.kind.Crossover;
import io.maestro.samples.lab.kind.Dossier;
import io.maestro.samples.lab.kind.FxLab;
import io.maestro.samples.lab.kind.PaperAccount;
import io.maestro.samples.lab.kind.Warmth;
import io.maestro.samples.lab.report.Answer;
import io.maestro.samples.lab.report.Candidate;
import io.maestro.samples.lab.report.EventLog;
import io.maestro.samples.lab.report.Outcome;
import io.maestro.samples.lab.report.Rehearsal;
import io.maestro.samples.lab.report.SecondRun;
import io.maestro.samples.lab.report.Story;
import io.maestro.samples.lab.watch.Expectation;
import io.maestro.strategy.CheckResult;
import io.maestro.strategy.Development;
import io.maestro.strategy.Strategy;
import io.maestro.strategy.ValidationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns how a run ended into the story of it. */
record StoryTeller(FxLab lab, PriceFile file, long seed) {
  Story of(RunOutcome<Development<Crossover>> ended) {
    return ended.fold(
        this::developed,
        this::failed,
        reason -> without(Outcome.CANCELLED, reason, new EventLog().note("cancelled", reason)));
  }

  /** What came of a rehearsal; one that did not trade a day is told, too. */
  Rehearsal rehearsal(Candidate candidate, Execution<PaperAccount> ended) {
    PaperAccount account = ended.outcome().orElseGet(PaperAccount::opened);
    return new Rehearsal(
        ended.mode().name(),
        ended.fold(
            completed -> "Completed", halted -> "Halted", denied -> "Denied", unknown -> "Unknown"),
        reasons(ended),
        account.days(),
        account.equity(),
        account.deepest(),
        FxLab.DEEPEST_FALL,
        Expectation.of(candidate.walkForward(), account.days()));
  }

  /** Why the gate closed, by the codes alone: the figures are told anyway. */
  private static String reasons(Execution<PaperAccount> ended) {
    return ended.fold(
        completed -> "",
        halted -> codes(halted.reasons()),
        denied -> codes(denied.reasons()),
        unknown -> unknown.step());
  }

  private static String codes(List<Denial> reasons) {
    return reasons.stream().map(denial -> denial.code().name()).collect(Collectors.joining(", "));
  }

  /** What came of a second development; nothing to tell if it did not come to a rule. */
  @Nullable SecondRun second(Story story, Warmth warmth, List<RecordedStep> journal) {
    Candidate candidate = story.candidate();
    return candidate == null
        ? null
        : new SecondRun(
            story.outcome(),
            warmth.start(),
            warmth.words(),
            tried(candidate.walkForward().fits().size(), journal),
            candidate);
  }

  /** How many rules each fold tried, as the journal has it. */
  private static List<Integer> tried(int folds, List<RecordedStep> journal) {
    List<Integer> tried = new ArrayList<>();
    for (int fold = 1; fold <= folds; fold++) {
      String trial = "optimization/fold[" + fold + "]/trial[";
      tried.add((int) journal.stream().filter(step -> step.path().startsWith(trial)).count());
    }
    return tried;
  }

  private Story developed(Development<Crossover> development) {
    return development.fold(
        validated -> with(Outcome.VALIDATED, development, validated.accepted()),
        rejected -> with(Outcome.REJECTED, development, rejected.candidate()),
        concluded ->
            without(
                Outcome.CONCLUDED,
                concluded.stage() + ": " + concluded.why(),
                new EventLog().note(concluded.stage(), "stop, " + concluded.why())));
  }

  /** What exactly failed may tell of the machine, so that it is not a part of the digest. */
  private Story failed(Failure failure) {
    EventLog log = new EventLog().note(failure.step(), "failed");
    return without(Outcome.FAILED, failure.toString(), log);
  }

  private Story with(
      Outcome outcome, Development<Crossover> development, Strategy<Crossover> version) {
    Candidate candidate = candidate(version);
    String digest = new EventLog().noteAll(candidate, outcome).sha256();
    return new Story(file, seed, outcome, development.reason(), candidate, null, digest);
  }

  private Story without(Outcome outcome, String reason, EventLog log) {
    return new Story(file, seed, outcome, reason, null, null, log.sha256());
  }

  private Candidate candidate(Strategy<Crossover> version) {
    Dossier dossier = lab.dossier(version.spec(), seed);
    return new Candidate(
        version.ref().kind(),
        version.ref().version(),
        version.lineage().trials(),
        dossier.walkForward(),
        dossier.evidence(),
        answers(version.report()));
  }

  private static List<Answer> answers(ValidationReport report) {
    return report.checks().entrySet().stream()
        .map(check -> answer(check.getKey(), check.getValue()))
        .toList();
  }

  private static Answer answer(String id, CheckResult result) {
    return new Answer(
        id,
        verdict(result),
        result.observed().orElse(Double.NaN),
        result.threshold().orElse(Double.NaN),
        result.message());
  }

  private static Verdict verdict(CheckResult result) {
    return switch (result.verdict()) {
      case PASS -> Verdict.PASS;
      case WARN -> Verdict.WARN;
      case FAIL -> Verdict.FAIL;
      case INCONCLUSIVE -> Verdict.INCONCLUSIVE;
      case ERROR -> Verdict.ERROR;
    };
  }
}
