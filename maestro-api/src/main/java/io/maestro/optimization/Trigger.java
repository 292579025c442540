package io.maestro.optimization;

import static java.util.Objects.requireNonNull;

import io.maestro.metric.Threshold;
import java.time.Duration;

/**
 * A sign that a strategy should be optimized again. Immutable; examines what it is given and
 * nothing else.
 *
 * <p>Its text says what it looks at and is also what its memory is kept under: a trigger that is
 * changed starts afresh.
 */
public sealed interface Trigger permits MetricTrigger, AgeTrigger, ExpiryTrigger, ContextTrigger {
  /**
   * Returns the trigger that fires when a metric breaks a threshold, at one observation unless
   * {@link MetricTrigger#confirmed} asks for more. The threshold's sample count applies: a breach
   * on fewer samples is recorded and does not fire. An execution that its gate halts early may
   * leave too few; see {@link Threshold#minSamples}.
   */
  static MetricTrigger unless(Threshold enter) {
    return MetricTrigger.on(enter);
  }

  /**
   * Returns the trigger that fires when a version has reached an age, counted from when it was made
   * or from the last optimization that found nothing better.
   *
   * @param age more than zero
   */
  static AgeTrigger olderThan(Duration age) {
    return new AgeTrigger(age);
  }

  /**
   * Returns the trigger that fires when a version's report expires within a time or has expired,
   * after which LIVE executions are denied. The new version has a report of its own; an
   * optimization that makes none is tried again when its guards allow it.
   *
   * @param time more than zero; some ticks long, and shorter than the kind's reports are valid
   */
  static ExpiryTrigger beforeExpiry(Duration time) {
    return new ExpiryTrigger(time);
  }

  /**
   * Returns the trigger that fires when the observed context differs from the one that the version
   * was made for, at one observation unless {@link ContextTrigger#confirmed} asks for more.
   */
  static ContextTrigger contextChanged() {
    return new ContextTrigger(1);
  }

  /**
   * Returns what this trigger finds in a given, and what it has to remember for the next one.
   *
   * @param memory what it remembers; {@link TriggerMemory#none()} at the first time
   */
  Examined examine(TriggerCase given, TriggerMemory memory);

  /** Returns the policy of this trigger alone with a cool-down; see {@link Reoptimization}. */
  default Reoptimization coolDown(Duration time) {
    return Reoptimization.when(this).coolDown(time);
  }

  /**
   * What a trigger found, and what it remembers of it.
   *
   * @param finding what it found
   * @param memory what it has to be given at the next time
   */
  record Examined(Finding finding, TriggerMemory memory) {
    /** Checks the parts. */
    public Examined {
      requireNonNull(finding, "finding");
      requireNonNull(memory, "memory");
    }
  }
}
