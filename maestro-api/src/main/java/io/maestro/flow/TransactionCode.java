package io.maestro.flow;

/**
 * The code of a step that writes through the store's own transaction.
 *
 * @param <C> what it writes through, such as {@code java.sql.Connection}
 * @param <T> the type of its value
 */
@FunctionalInterface
public interface TransactionCode<C, T> {
  /**
   * Does the step's work, on a worker thread; may block, but should be short: an embedded store
   * writes nothing else meanwhile.
   *
   * @param resource what to write through, for the time of this call; the engine commits, rolls
   *     back and closes
   * @return the value to record, never null
   * @throws Exception to roll back and fail the attempt
   */
  T run(C resource, StepContext step) throws Exception;
}
