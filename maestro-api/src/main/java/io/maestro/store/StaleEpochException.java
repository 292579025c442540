package io.maestro.store;

/**
 * Thrown when a run is written to by somebody who no longer owns it: stop, and write nothing more.
 */
public final class StaleEpochException extends StoreException {
  private static final long serialVersionUID = 1L;

  /** The lease that is void. */
  private final transient Lease lease;

  /**
   * Creates the exception.
   *
   * @param lease the lease that is void
   * @param state what the run's state is instead
   */
  public StaleEpochException(Lease lease, String state) {
    super(
        "run %s is not owned by node %s under epoch %d: %s"
            .formatted(lease.run(), lease.node(), lease.epoch(), state),
        null);
    this.lease = lease;
  }

  /** Returns the lease that is void. */
  public Lease lease() {
    return lease;
  }
}
