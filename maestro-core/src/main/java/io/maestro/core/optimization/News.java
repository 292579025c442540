package io.maestro.core.optimization;

import io.maestro.optimization.OptimizationDecision;

/** Told what ticks decide. */
@FunctionalInterface
interface News {
  void decided(OptimizationDecision decision);
}
