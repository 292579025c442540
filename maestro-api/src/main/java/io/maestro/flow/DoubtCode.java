package io.maestro.flow;

/** The part of a flow that settles what became of a step in doubt. */
@FunctionalInterface
public interface DoubtCode {
  /**
   * Looks at the outside world, in steps, and returns if the step may run again, or throws what the
   * step is to throw.
   *
   * <p>Durable code: it may be entered many times.
   *
   * @param doubt the step
   * @param flow the context to call verbs on
   */
  void settle(Doubt doubt, FlowContext flow);
}
