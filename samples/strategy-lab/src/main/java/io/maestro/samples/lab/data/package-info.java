/**
 * Daily prices and the strict reader that brings them in; start with {@link
 * io.maestro.samples.lab.data.Prices} and {@link io.maestro.samples.lab.data.PriceCsv}.
 */
@org.jspecify.annotations.NullMarked
package io.maestro.samples.lab.data;
