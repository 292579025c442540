/**
 * Several nodes in one JVM on one store and on virtual time, whose faults follow from a seed.
 *
 * <p>Start from {@link io.maestro.testkit.sim.SimCluster}.
 */
@NullMarked
package io.maestro.testkit.sim;

import org.jspecify.annotations.NullMarked;
