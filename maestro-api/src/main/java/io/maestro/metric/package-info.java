/**
 * Named, directed, finite numbers: the one language of thresholds, checks, alerts and knowledge.
 *
 * <p>Start from {@link io.maestro.metric.MetricKey} and {@link io.maestro.metric.Metrics}.
 */
@NullMarked
package io.maestro.metric;

import org.jspecify.annotations.NullMarked;
