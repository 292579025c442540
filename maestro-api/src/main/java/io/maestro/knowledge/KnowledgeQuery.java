package io.maestro.knowledge;

import static java.util.Objects.requireNonNull;

import io.maestro.run.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which knowledge is wanted, and as of when. Immutable; each method returns a changed copy.
 *
 * <p>A query has two times. {@code asOf} is about the world: only what had been <em>seen</em> by
 * then counts, and it is weighed by its age then. {@code knownBy} is about the base: only what had
 * been <em>recorded</em> by then counts. Both include their own moment. Code that simulates the
 * past must say {@code asOf}; without it a query sees everything seen up to now by the base's
 * clock, and nothing that claims to have been seen later.
 *
 * @param kind the name of the kind of strategy
 * @param context the circumstances, or empty for any
 * @param name the subject's name, or empty for all
 * @param asOf the moment as of which to weigh, or empty for now
 * @param knownBy the moment by which it must have been recorded, or empty for any
 * @param notFrom the runs whose lessons do not count
 * @param halfLife the age at which evidence weighs half, more than zero
 * @param limit the largest number of subjects, 1 to {@value #MAX_LIMIT}
 */
public record KnowledgeQuery(
    String kind,
    Optional<String> context,
    Optional<String> name,
    Optional<Instant> asOf,
    Optional<Instant> knownBy,
    Set<RunId> notFrom,
    Duration halfLife,
    int limit) {
  /** The half-life unless a query sets one: 90 days. */
  public static final Duration DEFAULT_HALF_LIFE = Duration.ofDays(90);

  /** The largest number of subjects in an answer, and the number unless a query sets one. */
  public static final int MAX_LIMIT = 1_000;

  /** Checks the parts. */
  public KnowledgeQuery {
    Subject.checkKind(kind);
    requireNonNull(context, "context");
    requireNonNull(name, "name");
    requireNonNull(asOf, "asOf");
    requireNonNull(knownBy, "knownBy");
    notFrom = Set.copyOf(notFrom);
    if (halfLife.isZero() || halfLife.isNegative()) {
      throw new IllegalArgumentException("a half-life must be more than zero: " + halfLife);
    }
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit must be 1 to " + MAX_LIMIT + ": " + limit);
    }
  }

  /**
   * Returns the query for everything that is known now about strategies of a kind: what hosts and
   * developments have learnt from trying them, without what optimization loops have learnt about
   * when to optimize.
   */
  public static KnowledgeQuery about(String kind) {
    return new KnowledgeQuery(
        kind,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        DEFAULT_HALF_LIFE,
        MAX_LIMIT);
  }

  /**
   * Returns the query for what optimization loops have learnt: for which reasons, in which
   * circumstances, it helped to optimize strategies of a kind, and when it did not.
   *
   * @param kind the name of the kind of strategy
   */
  public static KnowledgeQuery aboutOptimizing(String kind) {
    return about(Subject.OPTIMIZING + kind);
  }

  /**
   * Returns this query for some circumstances.
   *
   * @param circumstances their name, shortened as {@link Subject#in} does; empty for none in
   *     particular, which is not the same as any
   */
  public KnowledgeQuery in(String circumstances) {
    return with(Optional.of(Text.line(circumstances, Subject.MAX_CONTEXT)), name, asOf, knownBy);
  }

  /** Returns this query for one subject, by its name, shortened as {@link Subject#of} does. */
  public KnowledgeQuery subject(String wanted) {
    return with(context, Optional.of(Text.line(wanted, Subject.MAX_NAME)), asOf, knownBy);
  }

  /** Returns this query as of a moment: what was seen later does not count. */
  public KnowledgeQuery asOf(Instant moment) {
    return with(context, name, Optional.of(moment), knownBy);
  }

  /** Returns this query with a horizon: what was recorded later does not count. */
  public KnowledgeQuery knownBy(Instant moment) {
    return with(context, name, asOf, Optional.of(moment));
  }

  /** Returns this query without the lessons that a run has recorded. */
  public KnowledgeQuery notFrom(RunId run) {
    Set<RunId> without = new HashSet<>(notFrom);
    without.add(requireNonNull(run, "run"));
    return new KnowledgeQuery(kind, context, name, asOf, knownBy, without, halfLife, limit);
  }

  /** Returns this query with another half-life. */
  public KnowledgeQuery halfLife(Duration age) {
    return new KnowledgeQuery(kind, context, name, asOf, knownBy, notFrom, age, limit);
  }

  /** Returns this query for at most a number of subjects, the most trusted ones. */
  public KnowledgeQuery limit(int subjects) {
    return new KnowledgeQuery(kind, context, name, asOf, knownBy, notFrom, halfLife, subjects);
  }

  private KnowledgeQuery with(
      Optional<String> inContext,
      Optional<String> ofName,
      Optional<Instant> asOfMoment,
      Optional<Instant> knownByMoment) {
    return new KnowledgeQuery(
        kind, inContext, ofName, asOfMoment, knownByMoment, notFrom, halfLife, limit);
  }

  /** Returns whether knowledge on a subject is wanted. */
  public boolean matches(Subject subject) {
    return subject.kind().equals(kind)
        && (context.isEmpty() || context.get().equals(subject.context()))
        && (name.isEmpty() || name.get().equals(subject.name()));
  }

  /**
   * Returns whether a piece of evidence counts.
   *
   * @param now the time of the base's clock
   */
  public boolean sees(Evidence evidence, Instant now) {
    return seesTimes(evidence.observedAt(), evidence.recordedAt(), now)
        && evidence.origin().filter(step -> notFrom.contains(step.run())).isEmpty();
  }

  boolean seesTimes(Instant observedAt, Instant recordedAt, Instant now) {
    return !observedAt.isAfter(asOf.orElse(now))
        && (knownBy.isEmpty() || !recordedAt.isAfter(knownBy.get()));
  }
}
