package io.maestro.samples.quickstart;

import io.maestro.config.PlaceholderConfig;
import io.maestro.core.PlaceholderEngine;
import java.util.function.IntSupplier;

/** Stands where the README's example will be. */
final class Quickstart {
  private Quickstart() {}

  static int mistakes(IntSupplier limit) {
    return PlaceholderEngine.create()
        .mistakes(new PlaceholderConfig(limit.getAsInt(), "quickstart"));
  }
}
