/**
 * Develops a crossover rule on daily prices and says honestly whether it is worth anything; start
 * with {@link io.maestro.samples.lab.Lab}. Of the parts below only {@code kind} knows how a
 * development is run.
 */
@org.jspecify.annotations.NullMarked
package io.maestro.samples.lab;
