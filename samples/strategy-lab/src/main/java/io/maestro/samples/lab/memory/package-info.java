/**
 * What rules earned in which regime, and what can be learned from it; start with {@link
 * io.maestro.samples.lab.memory.Experience}.
 */
@org.jspecify.annotations.NullMarked
package io.maestro.samples.lab.memory;
