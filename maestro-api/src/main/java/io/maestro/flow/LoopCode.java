package io.maestro.flow;

/**
 * One round of a durable loop.
 *
 * @param <S> the type of the loop's state
 */
@FunctionalInterface
public interface LoopCode<S> {
  /**
   * Runs one round; may be entered many times.
   *
   * @param state what the round before left
   * @param round the context to call verbs on, not the one outside
   * @return whether to go on, and with what state
   */
  Round<S> run(S state, FlowContext round);
}
