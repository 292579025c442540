/**
 * The questions a developed rule must answer; start with {@link
 * io.maestro.samples.lab.check.Examination}.
 */
@org.jspecify.annotations.NullMarked
package io.maestro.samples.lab.check;
