package io.maestro.samples.lab;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.samples.lab.data.Prices;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Whole developments on generated prices: what holds no edge is refused, what does is accepted. */
final class CalibrationTest {
  private static final int DAYS = 5_000;
  private static final int SERIES = 20;
  private static final int NEARLY_ALL = 19;

  @Test
  void develop_generatedNoise_isRejected() {
    long rejected = SERIES - accepted(seed -> GeneratedPrices.noise(seed, DAYS));

    assertTrue(rejected >= NEARLY_ALL, "rejected " + rejected);
  }

  @Test
  void develop_generatedTrend_isAccepted() {
    long accepted = accepted(seed -> GeneratedPrices.trend(seed, DAYS));

    assertTrue(accepted >= NEARLY_ALL, "accepted " + accepted);
  }

  private static long accepted(LongFunction<Prices> generated) {
    return LongStream.rangeClosed(1, SERIES)
        .filter(seed -> MaestroLab.develop(generated.apply(seed)).accepted())
        .count();
  }
}
