package io.maestro.core.engine;

import io.maestro.flow.Retry;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;

/** When a step is tried again. */
final class RetryRule {
  private RetryRule() {}

  /** Returns when the next attempt is due, or empty if there is none. */
  static Optional<Instant> nextAttempt(
      Session session, String path, Retry retry, int attempt, Throwable thrown) {
    if (!allows(session, retry, attempt, thrown)) {
      return Optional.empty();
    }
    double chance = chance(session.runId() + "#" + path + "#" + attempt);
    return Optional.of(session.after(retry.delayAfter(attempt, chance)));
  }

  /**
   * Draws a number from 0 to 1, the same for the same attempt of the same step of the same run:
   * runs spread as evenly as by chance, and a test of one sees the same times every time.
   */
  private static double chance(String attempt) {
    long seed = 1125899906842597L; // a prime, so that short texts spread over all bits
    for (int i = 0; i < attempt.length(); i++) {
      seed = 31 * seed + attempt.charAt(i);
    }
    return new SplittableRandom(seed).nextDouble();
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
