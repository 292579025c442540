package io.maestro.knowledge;

import static java.util.Objects.requireNonNull;

import io.maestro.metric.Metrics;
import java.time.Instant;
import java.util.Optional;

/**
 * Something learnt, on its way into a knowledge base. Immutable; each method returns a changed
 * copy.
 *
 * <pre>{@code
 * Lesson.on("lemonade", "two spoons").in("rain").worked(metrics)
 * Lesson.on("lemonade", "ten spoons").in("rain").failed("nobody came")
 * }</pre>
 *
 * @param subject what it is about
 * @param stance whether it worked
 * @param detail why, in words, may be empty: one line of at most {@value #MAX_DETAIL} characters
 * @param effect what was measured, may be none: at most {@value #MAX_METRICS} metrics
 * @param observedAt when it was seen, or empty for the moment at which it is recorded
 * @param id 1 to {@value #MAX_ID} characters by which a repetition is recognized among the lessons
 *     on this subject, or empty to be counted every time
 * @param origin the step that recorded it, if one did
 */
public record Lesson(
    Subject subject,
    Stance stance,
    String detail,
    Metrics effect,
    Optional<Instant> observedAt,
    Optional<String> id,
    Optional<Origin> origin) {
  /** The largest number of characters in a detail. */
  public static final int MAX_DETAIL = 1_000;

  /** The largest number of metrics. */
  public static final int MAX_METRICS = 32;

  /** The largest number of characters in an id. */
  public static final int MAX_ID = 200;

  /** Checks the parts. */
  public Lesson {
    requireNonNull(subject, "subject");
    requireNonNull(stance, "stance");
    requireNonNull(observedAt, "observedAt");
    requireNonNull(origin, "origin");
    if (!Text.isLine(detail, MAX_DETAIL)) {
      throw new IllegalArgumentException(
          "a lesson's detail is one line of up to %d characters; because(...) cuts longer ones: %d"
              .formatted(MAX_DETAIL, detail.length()));
    }
    if (effect.values().size() > MAX_METRICS) {
      throw new IllegalArgumentException(
          "a lesson has at most %d metrics: %d".formatted(MAX_METRICS, effect.values().size()));
    }
    id.ifPresent(Lesson::checkId);
  }

  private static void checkId(String id) {
    if (id.isEmpty() || !Text.isLine(id, MAX_ID)) {
      throw new IllegalArgumentException(
          "a lesson's id is one line of 1 to %d characters: %d".formatted(MAX_ID, id.length()));
    }
  }

  /**
   * Returns the subject to learn something about; its methods go on.
   *
   * @param kind the name of the kind of strategy
   * @param name what was tried; see {@link Subject#of}
   */
  public static Subject on(String kind, String name) {
    return Subject.of(kind, name);
  }

  static Lesson of(Subject subject, Stance stance) {
    return new Lesson(
        subject, stance, "", Metrics.none(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Returns this lesson with its reason, cut to {@value #MAX_DETAIL} characters of one line. */
  public Lesson because(String why) {
    return new Lesson(subject, stance, Text.words(why, MAX_DETAIL), effect, observedAt, id, origin);
  }

  /** Returns this lesson with what was measured. */
  public Lesson measuring(Metrics measured) {
    return new Lesson(subject, stance, detail, measured, observedAt, id, origin);
  }

  /**
   * Returns this lesson as seen at a moment. Where the past is simulated this is the simulated
   * moment.
   */
  public Lesson seenAt(Instant moment) {
    return new Lesson(subject, stance, detail, effect, Optional.of(moment), id, origin);
  }

  /** Returns this lesson with an id by which a repetition is recognized. */
  public Lesson id(String key) {
    return new Lesson(subject, stance, detail, effect, observedAt, Optional.of(key), origin);
  }

  /**
   * Returns this lesson as recorded by a step: with an id made of the step's key and the lesson's
   * own, so that it counts once however often the step is attempted.
   *
   * @param step the step
   * @param idempotencyKey the key that all attempts of the step share
   */
  public Lesson byStep(Origin step, String idempotencyKey) {
    String unique =
        Text.key(requireNonNull(idempotencyKey, "idempotencyKey") + "#" + id.orElse(""));
    return new Lesson(
        subject, stance, detail, effect, observedAt, Optional.of(unique), Optional.of(step));
  }

  /**
   * Returns the evidence that a base makes of it.
   *
   * @param newId the id unless it has one
   * @param now the time of the base's clock
   */
  public Evidence recorded(String newId, Instant now) {
    return new Evidence(
        id.orElse(newId), stance, detail, effect, observedAt.orElse(now), now, origin);
  }
}
