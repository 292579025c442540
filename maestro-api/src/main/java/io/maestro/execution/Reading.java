package io.maestro.execution;

import static java.util.Objects.requireNonNull;

import io.maestro.metric.Observation;
import io.maestro.run.RunId;
import io.maestro.strategy.CheckResult;
import io.maestro.strategy.StrategyRef;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an execution last reported of a version: how it does now. Immutable.
 *
 * @param strategy the version
 * @param mode whether it is for real; readings of the two modes are kept apart
 * @param run the run that reported it
 * @param number which report of its execution it is, from 1
 * @param observation what was reported
 * @param at when
 * @param gates what each part of the gate said, by its id
 * @param health how the version does, compared with what is expected of it
 */
public record Reading(
    StrategyRef strategy,
    Mode mode,
    RunId run,
    int number,
    Observation observation,
    Instant at,
    Map<String, CheckResult> gates,
    Health health) {
  /**
   * The identity of a reading.
   *
   * @param run the run that reported it
   * @param number which report of its execution it is, from 1
   */
  public record Id(RunId run, int number) {
    /** Checks the parts. */
    public Id {
      requireNonNull(run, "run");
      if (number < 1) {
        throw new IllegalArgumentException("a reading's number is 1 or more: " + number);
      }
    }
  }

  /** Copies the gate's results, keeping their order. */
  public Reading {
    requireNonNull(strategy, "strategy");
    requireNonNull(mode, "mode");
    requireNonNull(run, "run");
    requireNonNull(observation, "observation");
    requireNonNull(at, "at");
    gates = Collections.unmodifiableMap(new LinkedHashMap<>(gates));
    requireNonNull(health, "health");
    if (number < 1) {
      throw new IllegalArgumentException("a reading's number is 1 or more: " + number);
    }
  }

  /** Returns what tells this reading from every other one. */
  public Id id() {
    return new Id(run, number);
  }
}
