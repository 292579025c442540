package io.maestro.store;

/**
 * A restore in progress, written by one thread. Nothing is visible before {@link #commit()};
 * closing without it leaves the store as it was. Each call may block for I/O.
 */
public interface StoreRestore extends AutoCloseable {
  /** What to do about what a store holds already. */
  enum Target {
    /** Refuse unless the store is empty. */
    MUST_BE_EMPTY,
    /** Replace everything. */
    REPLACE
  }

  /**
   * Adds an item. Restored runs are owned by nobody; their epochs go on from where they were.
   *
   * @throws StoreException if it can't be written or is there twice
   */
  void add(StoreItem item);

  /**
   * Makes all items visible, at once.
   *
   * @throws StoreException if it can't; the store is as it was then
   */
  void commit();

  /** Ends the restore. Idempotent. */
  @Override
  void close();
}
