package io.maestro.knowledge;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * What is known about one subject as of a moment.
 *
 * <p>Each piece of evidence weighs {@code 2^-(age / half-life)}. Contradicting evidence refutes and
 * never deletes.
 *
 * @param subject what it is about
 * @param evidence the evidence seen last, at most {@value #MAX_EVIDENCE} pieces, in the order in
 *     which it was seen; at least one
 * @param supporting how many pieces of evidence are in favour, shown or not
 * @param contradicting how many pieces of evidence are against, shown or not
 * @param dropped how many of these are counted but weigh nothing, because the base did not keep
 *     them
 * @param weightFor what the evidence in favour weighs
 * @param weightAgainst what the evidence against weighs
 * @param firstSeen when the first of the evidence that is kept was seen
 * @param lastSeen when the last of it was seen
 */
public record Knowledge(
    Subject subject,
    List<Evidence> evidence,
    int supporting,
    int contradicting,
    int dropped,
    double weightFor,
    double weightAgainst,
    Instant firstSeen,
    Instant lastSeen) {
  /** The largest number of pieces of evidence that are shown. */
  public static final int MAX_EVIDENCE = 20;

  /** The order of answers: the most trusted first, then what was seen last, then by subject. */
  public static final Comparator<Knowledge> MOST_TRUSTED_FIRST =
      Comparator.comparingDouble(Knowledge::confidence)
          .thenComparing(Knowledge::lastSeen)
          .reversed()
          .thenComparing(Knowledge::subject);

  /** Copies the evidence and checks the parts. */
  public Knowledge {
    requireNonNull(subject, "subject");
    requireNonNull(firstSeen, "firstSeen");
    requireNonNull(lastSeen, "lastSeen");
    evidence = List.copyOf(evidence);
    if (evidence.isEmpty() || evidence.size() > MAX_EVIDENCE) {
      throw new IllegalArgumentException(
          "knowledge shows 1 to %d pieces of evidence: %d"
              .formatted(MAX_EVIDENCE, evidence.size()));
    }
    if (supporting < 0 || contradicting < 0 || dropped < 0) {
      throw new IllegalArgumentException("evidence is counted from 0");
    }
    if (!(weightFor >= 0 && weightAgainst >= 0)) {
      throw new IllegalArgumentException(
          "a weight is 0 or more: " + weightFor + ", " + weightAgainst);
    }
  }

  /**
   * Returns how far it can be trusted to work, between 0 and 1: the mean of Beta(1 + weight for, 1
   * + weight against), so 0.5 without evidence.
   */
  public double confidence() {
    return (1 + weightFor) / (2 + weightFor + weightAgainst);
  }

  /** Returns what the evidence adds up to. */
  public Belief belief() {
    return Belief.of(confidence());
  }

  /**
   * Returns whether it was tried and failed often, with nothing in favour, however long ago.
   *
   * @param failures how often is often, 1 or more
   */
  public boolean isExhausted(int failures) {
    if (failures < 1) {
      throw new IllegalArgumentException("a number of failures is 1 or more: " + failures);
    }
    return supporting == 0 && contradicting >= failures;
  }
}
