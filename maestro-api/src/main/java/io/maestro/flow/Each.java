package io.maestro.flow;

import io.maestro.codec.TypeToken;
import java.util.List;

/**
 * Items that are to be worked on side by side, each under its key.
 *
 * @param <I> the type of the items
 */
public interface Each<I> {
  /**
   * The code for one item as a part of the flow.
   *
   * @param <I> the type of the items
   * @param <T> the type of the value
   */
  @FunctionalInterface
  interface ItemFlow<I, T> {
    /** Runs the part for one item; may be entered many times. */
    T run(I item, FlowContext flow);
  }

  /**
   * The code for one item as a step.
   *
   * @param <I> the type of the items
   * @param <T> the type of the value
   */
  @FunctionalInterface
  interface ItemStep<I, T> {
    /**
     * Does the work for one item, once per attempt; may block.
     *
     * @throws Exception to fail the attempt
     */
    T run(I item, StepContext step) throws Exception;
  }

  /**
   * Returns the same items, at most so many of them worked on at once; by default as many as there
   * are processors, at least two.
   *
   * @param items 1 or more
   */
  Each<I> parallelism(int items);

  /** Runs a step for each item; the branch's value has the values in the order of the items. */
  <T> Branch<List<T>> step(TypeToken<T> type, ItemStep<? super I, T> code);

  /** Runs a step for each item; see {@link #step(TypeToken, ItemStep)}. */
  default <T> Branch<List<T>> step(Class<T> type, ItemStep<? super I, T> code) {
    return step(TypeToken.of(type), code);
  }

  /** Runs a stage for each item; the branch's value has the values in the order of the items. */
  <T> Branch<List<T>> stage(TypeToken<T> type, ItemFlow<? super I, T> code);

  /** Runs a stage for each item; see {@link #stage(TypeToken, ItemFlow)}. */
  default <T> Branch<List<T>> stage(Class<T> type, ItemFlow<? super I, T> code) {
    return stage(TypeToken.of(type), code);
  }

  /**
   * Runs a part of the flow for each item, whose value is not recorded but made again from the
   * steps within; the branch's value has the values in the order of the items.
   */
  <T> Branch<List<T>> flow(ItemFlow<? super I, T> code);
}
