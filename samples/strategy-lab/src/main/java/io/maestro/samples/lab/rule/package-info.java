/**
 * The crossover rule, its grid of parameters, and how both are measured; start with {@link
 * io.maestro.samples.lab.rule.Rule} and {@link io.maestro.samples.lab.rule.WalkForward}.
 */
@org.jspecify.annotations.NullMarked
package io.maestro.samples.lab.rule;
