package io.maestro.testkit.fault;

import static java.util.Objects.requireNonNull;

import io.maestro.store.StoreException;
import java.time.Duration;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.LongPredicate;

/**
 * A fault in the making, from {@link Faults#at}: at which hits of its points it happens, the next
 * one unless it is told otherwise, and what happens. It is in force once the last word is said:
 * {@link #crash}, {@link #throwing}, {@link #hang}, {@link #delay} or {@link #losingTheReply}.
 * Immutable; hits are counted from that last word on.
 */
public final class FaultPlan {
  private final Faults faults;
  private final Set<Point> points;
  private final String when;
  private final LongPredicate hits;

  FaultPlan(Faults faults, Set<Point> points) {
    this(faults, points, "hit 1", count -> count == 1);
  }

  private FaultPlan(Faults faults, Set<Point> points, String when, LongPredicate hits) {
    this.faults = faults;
    this.points = points;
    this.when = when;
    this.hits = hits;
  }

  private FaultPlan when(String words, LongPredicate chosen) {
    return new FaultPlan(faults, points, words, chosen);
  }

  /**
   * At the n-th hit and no other.
   *
   * @param n 1 or more
   */
  public FaultPlan hit(long n) {
    return when("hit " + positive(n), count -> count == n);
  }

  /**
   * At the first n hits.
   *
   * @param n 1 or more
   */
  public FaultPlan firstHits(long n) {
    return when("the first " + positive(n) + " hits", count -> count <= n);
  }

  /**
   * At every n-th hit.
   *
   * @param n 1 or more
   */
  public FaultPlan every(long n) {
    return when("every hit divisible by " + positive(n), count -> count % n == 0);
  }

  /** At every hit from now on, until {@link Faults#clear()}. */
  public FaultPlan fromNow() {
    return when("every hit", count -> true);
  }

  /**
   * At hits drawn by chance; the same seed draws the same hits.
   *
   * @param seed of the chance
   * @param probability over 0, up to 1
   */
  public FaultPlan random(long seed, double probability) {
    if (!(probability > 0 && probability <= 1)) {
      throw new IllegalArgumentException("a probability is over 0, up to 1: " + probability);
    }
    return when(
        "hits with probability " + probability + ", seed " + seed,
        count -> new SplittableRandom(seed + count).nextDouble() < probability);
  }

  private static long positive(long n) {
    if (n < 1) {
      throw new IllegalArgumentException("hits are counted from 1: " + n);
    }
    return n;
  }

  /**
   * The node is gone: nothing that it asked or asks happens or is answered any more. Stores that
   * are opened later are a new node's.
   */
  public void crash() {
    plan(new Effect.Crash());
  }

  /**
   * The caller is told that it failed; at an AFTER point it has happened all the same.
   *
   * @param failure what the caller is told, best a {@link StoreException}
   */
  public void throwing(RuntimeException failure) {
    plan(new Effect.Failure(requireNonNull(failure, "failure")));
  }

  /**
   * Nobody is told, unless {@link Faults#thaw} lets it go through late: at a BEFORE point it does
   * not happen until then, at an AFTER point it has happened.
   */
  public void hang() {
    plan(new Effect.Hang());
  }

  /**
   * It happens later, or is answered later, on the clock of the maestro.
   *
   * @param by zero or more
   */
  public void delay(Duration by) {
    if (by.isNegative()) {
      throw new IllegalArgumentException("a delay is zero or more: " + by);
    }
    plan(new Effect.Delay(by));
  }

  /**
   * It happens, and the caller is told that nobody knows: a connection that is lost after the
   * commit was sent. For AFTER points.
   */
  public void losingTheReply() {
    if (!points.stream().allMatch(Point::isAfter)) {
      throw new IllegalArgumentException("a reply is lost at an AFTER point: " + points);
    }
    plan(
        new Effect.Failure(
            new StoreException(
                "the connection was lost before the reply came; it may have happened or not",
                null)));
  }

  private void plan(Effect effect) {
    faults.plan(new Planned(points, when, hits, effect));
  }
}
