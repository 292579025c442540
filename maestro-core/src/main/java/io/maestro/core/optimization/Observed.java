package io.maestro.core.optimization;

import io.maestro.metric.Metrics;

/** What a tick has observed of a version. */
record Observed(Metrics metrics, String context) {
  static final Observed NOTHING = new Observed(Metrics.none(), "");
}
