/**
 * Develops a crossover rule on daily prices and says honestly whether it is worth anything; the
 * parts below know nothing of how a development is run.
 */
@org.jspecify.annotations.NullMarked
package io.maestro.samples.lab;
