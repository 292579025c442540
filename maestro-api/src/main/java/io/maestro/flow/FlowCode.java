package io.maestro.flow;

/**
 * A part of a flow: durable code, bound by the same rule as a workflow's body.
 *
 * @param <T> the type of its value
 */
@FunctionalInterface
public interface FlowCode<T> {
  /**
   * Runs the part; may be entered many times.
   *
   * @param flow the context to call verbs on, not the one outside
   * @return its value, never null
   */
  T run(FlowContext flow);
}
