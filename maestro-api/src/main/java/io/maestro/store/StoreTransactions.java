package io.maestro.store;

/**
 * Steps that write through the store's own transaction, and so happen exactly once: what a store
 * offers whose contents live beside the host's own tables.
 *
 * <p><b>Threading:</b> called from many threads at once, on worker threads; blocks for I/O and for
 * the host's code. <b>Failure:</b> a store that fails, or can't tell whether it committed, throws
 * {@link StoreException}; calling again is always safe. <b>Lifecycle:</b> the store's.
 *
 * @param <C> what the code writes through, such as {@code java.sql.Connection}
 */
public interface StoreTransactions<C> {
  /**
   * Runs code and records the step that it returns, in one transaction: both are durable when this
   * returns, or neither is.
   *
   * <p>If the journal has the step's final outcome already, as after a commit whose reply was lost,
   * the code is not run.
   *
   * @param lease the ownership under which it is recorded; checked with the recording, after the
   *     code, so that code that takes long holds up nobody who wants to take the run over
   * @param path the path of the step
   * @param code the step; gets a resource that it must neither commit, roll back nor close
   * @return what the journal has of the step now
   * @throws StaleEpochException if the run's epoch is not the lease's or the run has ended;
   *     everything was rolled back
   * @throws StoreException if the store fails
   * @throws Exception what the code threw, after everything was rolled back
   */
  StepRecord record(Lease lease, String path, TransactionCode<C> code) throws Exception;

  /**
   * The part of a transaction that is not the store's.
   *
   * @param <C> what the code writes through
   */
  @FunctionalInterface
  interface TransactionCode<C> {
    /**
     * Does the step's work.
     *
     * @param resource what to write through, for the time of this call
     * @return the step with its final outcome, under the path that was asked for
     * @throws Exception to roll everything back
     */
    StepRecord run(C resource) throws Exception;
  }
}
