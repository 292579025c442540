package io.maestro.testkit.fault;

import static java.util.Collections.unmodifiableSet;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A point of the engine at which something can go wrong. Everything that an engine makes durable
 * passes through its store, so these are the moments right before and right after each kind of
 * request: before, nothing has happened; after, it has happened and nobody has been told.
 */
public enum Point {
  /** A run is to be created. */
  BEFORE_CREATE,
  /** A run is there, and its caller does not know. */
  AFTER_CREATE,
  /** Runs are to be claimed. */
  BEFORE_CLAIM,
  /** Runs belong to a node that does not know. A claim that found none counts too. */
  AFTER_CLAIM,
  /** Leases are to be prolonged. */
  BEFORE_RENEW,
  /** Leases are prolonged. */
  AFTER_RENEW,
  /** A step's final outcome is to be recorded: its code has run. */
  BEFORE_RECORD,
  /** A step's final outcome is recorded. */
  AFTER_RECORD,
  /** A step that is not over is to be recorded: an intent, the time of a wait or of a retry. */
  BEFORE_INTENT,
  /** A step that is not over is recorded: its effect is to begin. */
  AFTER_INTENT,
  /** A waiting run is to be given back to the store, with what wakes it. */
  BEFORE_REST,
  /** A waiting run rests in the store. */
  AFTER_REST,
  /** A run that could go on is to be given up, as at a stop. */
  BEFORE_RELEASE,
  /** A run that could go on is nobody's. */
  AFTER_RELEASE,
  /** A run's end is to be recorded. */
  BEFORE_END,
  /** A run's end is recorded. */
  AFTER_END,
  /** A letter is to be put into an inbox. */
  BEFORE_DELIVER,
  /** A letter is in its inbox. */
  AFTER_DELIVER,
  /** A document is to be written or deleted. */
  BEFORE_DOCUMENT,
  /** A document is written or deleted. */
  AFTER_DOCUMENT,
  /** A transactional step is to begin. */
  BEFORE_TRANSACTION,
  /** A transactional step's code has run; its transaction is not committed. */
  IN_TRANSACTION,
  /** A transactional step is committed. */
  AFTER_TRANSACTION;

  private static final Set<Point> BEFORE = startingWith("BEFORE");
  private static final Set<Point> AFTER = startingWith("AFTER");

  private static Set<Point> startingWith(String moment) {
    return unmodifiableSet(
        Arrays.stream(values())
            .filter(point -> point.name().startsWith(moment))
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Point.class))));
  }

  /** Returns the points at which nothing has happened yet: one for each kind of request. */
  public static Set<Point> before() {
    return BEFORE;
  }

  /** Returns the points at which it has happened: one for each kind of request. */
  public static Set<Point> after() {
    return AFTER;
  }

  /** Returns whether what was asked for has happened when this point is reached. */
  public boolean isAfter() {
    return AFTER.contains(this);
  }
}
