package io.maestro.samples.lab.report;

import io.maestro.samples.lab.check.Verdict;
import java.util.Comparator;
import java.util.List;

/** The verdict of a run in a word, with the three reasons that weigh most. */
public record Headline(String word, List<String> reasons) {
  private static final int REASONS = 3;

  /** The headline of a story. */
  public static Headline of(Story story) {
    Candidate candidate = story.candidate();
    return candidate == null
        ? new Headline(word(story.outcome()), List.of(story.reason()))
        : new Headline(word(story.outcome()), reasons(story.outcome(), candidate.answers()));
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case VALIDATED -> "ACCEPTED";
      case REJECTED -> "REJECTED";
      case CONCLUDED -> "NOTHING TO CHECK";
      case FAILED -> "FAILED";
      case CANCELLED -> "CANCELLED";
    };
  }

  /** What speaks for the outcome comes first. */
  private static List<String> reasons(Outcome outcome, List<Answer> answers) {
    int direction = outcome == Outcome.VALIDATED ? -1 : 1;
    return answers.stream()
        .sorted(Comparator.comparingInt(answer -> direction * weight(answer.verdict())))
        .limit(REASONS)
        .map(answer -> answer.id() + " " + answer.verdict() + ": " + answer.message())
        .toList();
  }

  private static int weight(Verdict verdict) {
    return switch (verdict) {
      case ERROR, FAIL -> 0;
      case INCONCLUSIVE -> 1;
      case WARN -> 2;
      case PASS -> 3;
    };
  }
}
