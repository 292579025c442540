package io.maestro.samples.lab.kind;

import io.maestro.samples.lab.check.Evidence;
import io.maestro.samples.lab.data.Prices;
import io.maestro.samples.lab.rule.Fold;
import io.maestro.samples.lab.rule.Performance;
import io.maestro.samples.lab.rule.Rule;
import io.maestro.samples.lab.rule.WalkForward;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * All that can be said of a crossover on some prices. A pure function of its parts, so it need not
 * be recorded.
 */
public record Dossier(
    Prices prices, Crossover spec, long seed, WalkForward walkForward, Evidence evidence) {
  /** Collects it. */
  static Dossier of(Prices prices, Crossover spec, long seed) {
    WalkForward walkForward = WalkForward.of(Fold.of(prices), spec.fits());
    return new Dossier(prices, spec, seed, walkForward, Evidence.gather(prices, walkForward, seed));
  }

  Rule rule() {
    return spec.rule();
  }

  Performance trades() {
    return walkForward.trades().performance();
  }

  Performance stressed() {
    return walkForward.stressed().performance();
  }

  private boolean isOf(Prices known, Crossover judged, long drawn) {
    return seed == drawn && spec.equals(judged) && prices.equals(known);
  }

  /** Keeps the latest dossier, which the checks ask for one after the other. Thread-safe. */
  static final class Latest {
    private final AtomicReference<@Nullable Dossier> latest = new AtomicReference<>();

    Dossier of(Prices prices, Crossover spec, long seed) {
      Dossier known = latest.get();
      if (known != null && known.isOf(prices, spec, seed)) {
        return known;
      }
      Dossier collected = Dossier.of(prices, spec, seed);
      latest.set(collected);
      return collected;
    }
  }
}
