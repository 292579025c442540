package io.maestro.core.engine;

import io.maestro.flow.Retry;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** When a step is tried again. */
final class RetryRule {
  private RetryRule() {}

  /** Returns when the next attempt is due, or empty if there is none. */
  static Optional<Instant> nextAttempt(
      Session session, Retry retry, int attempt, Throwable thrown) {
    if (!allows(session, retry, attempt, thrown)) {
      return Optional.empty();
    }
    double chance = ThreadLocalRandom.current().nextDouble();
    return Optional.of(session.after(retry.delayAfter(attempt, chance)));
  }

  private static boolean allows(Session session, Retry retry, int attempt, Throwable thrown) {
    try {
      return retry.allows(attempt, thrown);
    } catch (RuntimeException brokenPredicate) {
      session.problem("the retry predicate", brokenPredicate);
      return false;
    }
  }
}
