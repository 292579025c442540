package io.maestro.flow;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/** How steps are attempted: their retries and the timeout of each attempt. Immutable. */
public final class StepPolicy {
  private static final StepPolicy ONCE = new StepPolicy(Retry.never(), Optional.empty());

  private final Retry retry;
  private final Optional<Duration> timeout;

  private StepPolicy(Retry retry, Optional<Duration> timeout) {
    this.retry = retry;
    this.timeout = timeout;
  }

  /** Returns the policy of one attempt without a timeout: the default. */
  public static StepPolicy once() {
    return ONCE;
  }

  /** Returns the policy that tries again as a rule says, without a timeout. */
  public static StepPolicy retrying(Retry retry) {
    return new StepPolicy(requireNonNull(retry, "retry"), Optional.empty());
  }

  /**
   * Returns this policy with a timeout for each attempt. At the timeout the attempt's token is
   * cancelled and its thread interrupted; if it does not end within the grace period it is
   * abandoned. To the retry rule this is a {@link java.util.concurrent.TimeoutException}.
   *
   * @param perAttempt more than zero
   */
  public StepPolicy timeout(Duration perAttempt) {
    if (perAttempt.isZero() || perAttempt.isNegative()) {
      throw new IllegalArgumentException("a timeout must be more than zero: " + perAttempt);
    }
    return new StepPolicy(retry, Optional.of(perAttempt));
  }

  /** Returns the rule of retries. */
  public Retry retry() {
    return retry;
  }

  /** Returns the timeout of an attempt, or empty if there is none. */
  public Optional<Duration> timeout() {
    return timeout;
  }
}
