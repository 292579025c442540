package io.maestro.testkit.sim;

import io.maestro.flow.Workflow;
import io.maestro.testkit.time.VirtualTime;
import io.maestro.testkit.witness.Witness;

/**
 * A workflow that each node of a {@link SimCluster} has its own of, each time that it starts, so
 * that a crashed node's code can be told from what came after it.
 *
 * @param <I> the workflow's input
 * @param <O> its output
 */
@FunctionalInterface
public interface SimCode<I, O> {
  /**
   * Returns the workflow of one node.
   *
   * @param witness sees the steps that are given to it, on this node until it crashes
   * @param time the time of all nodes, for steps that take some
   */
  Workflow<I, O> on(Witness witness, VirtualTime time);
}
