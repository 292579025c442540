/**
 * What was seen of runs from outside of the code under test, and whether it keeps the rules.
 *
 * <p>A {@link io.maestro.testkit.witness.Witness} notes what it sees, in memory or in a file; a
 * {@link io.maestro.testkit.witness.History} judges it.
 */
@NullMarked
package io.maestro.testkit.witness;

import org.jspecify.annotations.NullMarked;
