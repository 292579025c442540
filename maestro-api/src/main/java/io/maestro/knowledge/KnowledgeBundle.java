package io.maestro.knowledge;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The answer to a query: what is known, the most trusted first, then what was seen last, then by
 * subject.
 *
 * @param items what is known, one item for each subject; copied
 * @param more whether the query's limit has cut the least trusted ones off
 * @param asOf the moment as of which it was weighed
 */
public record KnowledgeBundle(List<Knowledge> items, boolean more, Instant asOf) {
  /** After how many failures, with nothing in favour, a subject is exhausted. */
  public static final int DEFAULT_FAILURES = 3;

  /** Copies the items. */
  public KnowledgeBundle {
    items = List.copyOf(items);
    requireNonNull(asOf, "asOf");
  }

  /** Returns what worked, to be used again. */
  public List<Knowledge> worked() {
    return that(Belief.SUPPORTED);
  }

  /** Returns what failed. */
  public List<Knowledge> failed() {
    return that(Belief.REFUTED);
  }

  /** Returns what can't be told yet, or not any more. */
  public List<Knowledge> open() {
    return that(Belief.OPEN);
  }

  /**
   * Returns what was tried and failed {@value #DEFAULT_FAILURES} times or more with nothing in
   * favour, not to be tried again. Age does not matter: only evidence in favour, or other
   * circumstances, open it again.
   */
  public List<Knowledge> exhausted() {
    return exhausted(DEFAULT_FAILURES);
  }

  /** Returns what was tried and failed so often with nothing in favour. */
  public List<Knowledge> exhausted(int failures) {
    return items.stream().filter(item -> item.isExhausted(failures)).toList();
  }

  /** Returns what is known about a subject, or empty if nothing is. */
  public Optional<Knowledge> find(Subject subject) {
    requireNonNull(subject, "subject");
    return items.stream().filter(item -> item.subject().equals(subject)).findFirst();
  }

  private List<Knowledge> that(Belief belief) {
    return items.stream().filter(item -> item.belief() == belief).toList();
  }
}
