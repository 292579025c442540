package io.maestro.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RetryTest {
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration MAX = Duration.ofSeconds(30);
  private static final Retry RETRY = Retry.upTo(20).backoff(FIRST, MAX);

  @Test
  void delayAfter_tenThousandChances_fillTheRangeToTheBound() {
    Random random = new Random(1);
    for (int attempt = 1; attempt <= 12; attempt++) {
      double bound = Math.min((double) MAX.toNanos(), FIRST.toNanos() * Math.pow(2, attempt - 1));
      int[] quarters = new int[4];
      for (int i = 0; i < 10_000; i++) {
        long delay = RETRY.delayAfter(attempt, random.nextDouble()).toNanos();
        assertTrue(delay >= 0 && delay <= bound, "delay " + delay + " after " + attempt);
        quarters[(int) Math.min(3, 4 * delay / bound)]++;
      }
      for (int quarter : quarters) {
        assertEquals(2_500, quarter, 250); // five standard deviations
      }
    }
  }

  @Test
  void delayAfter_edges_areZeroAndTheBound() {
    assertEquals(Duration.ZERO, RETRY.delayAfter(1, 0));
    assertTrue(RETRY.delayAfter(1, Math.nextDown(1.0)).compareTo(FIRST) <= 0);
    assertTrue(RETRY.delayAfter(1_000_000, Math.nextDown(1.0)).compareTo(MAX) <= 0);
    assertEquals(Duration.ofSeconds(15), RETRY.delayAfter(1_000_000, 0.5));
  }

  @Test
  void delayAfter_noBackoff_isZero() {
    Retry atOnce = Retry.upTo(3).backoff(Duration.ZERO, Duration.ZERO);

    assertEquals(Duration.ZERO, atOnce.delayAfter(2, 0.9));
    assertEquals(Duration.ZERO, atOnce.delayAfter(1_000_000, 0.9));
  }

  @Test
  void allows_attempts_areCountedWithTheFirst() {
    assertTrue(Retry.upTo(3).allows(2, new IOException()));
    assertFalse(Retry.upTo(3).allows(3, new IOException()));
    assertFalse(Retry.never().allows(1, new IOException()));
  }

  @Test
  void allows_otherFailures_areFinalAtOnce() {
    Retry onIo = Retry.upTo(3).onlyOn(IOException.class);

    assertTrue(onIo.allows(1, new NoSuchFileException("gone")));
    assertFalse(onIo.allows(1, new IllegalStateException()));
    assertFalse(Retry.upTo(3).onlyIf(failure -> false).allows(1, new IOException()));
  }

  @Test
  void retry_outOfBounds_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> Retry.upTo(0));
    assertThrows(IllegalArgumentException.class, () -> Retry.upTo(1_000_001));
    assertThrows(
        IllegalArgumentException.class, () -> RETRY.backoff(/* first= */ MAX, /* max= */ FIRST));
    assertThrows(IllegalArgumentException.class, () -> RETRY.backoff(Duration.ofNanos(-1), FIRST));
  }

  @Test
  void stepPolicy_timeoutNotPositive_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> StepPolicy.once().timeout(Duration.ZERO));
    assertEquals(20, StepPolicy.retrying(RETRY).timeout(MAX).retry().attempts());
  }
}
