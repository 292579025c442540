package io.maestro.flow;

/**
 * A part of a flow that runs side by side with the rest.
 *
 * @param <T> the type of its value
 */
public interface Branch<T> {
  /**
   * Waits for the branch, holding no thread, and returns its value.
   *
   * <p>What the branch threw is thrown here, the same live and replayed. A branch that is never
   * joined is waited for at the end of the code that forked it.
   */
  T join();
}
