/**
 * What was expected of a rule, beside what it then did; start with {@link
 * io.maestro.samples.lab.watch.Expectation}.
 */
@org.jspecify.annotations.NullMarked
package io.maestro.samples.lab.watch;
