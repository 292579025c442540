/**
 * What the prices themselves say, before any rule: averages, drawdown, quality, crossings and
 * regimes; each fact is a pure function of {@link io.maestro.samples.lab.data.Prices}.
 */
@org.jspecify.annotations.NullMarked
package io.maestro.samples.lab.fact;
