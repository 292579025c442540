package io.maestro.store;

import java.util.Optional;

/**
 * An export in progress, read by one thread. Holds resources of the store until it is closed; each
 * call may block for I/O.
 */
public interface StoreExport extends AutoCloseable {
  /**
   * Returns the next item, or empty after the last.
   *
   * @throws StoreException if it can't be read
   */
  Optional<StoreItem> next();

  /** Ends the export. Idempotent. */
  @Override
  void close();
}
