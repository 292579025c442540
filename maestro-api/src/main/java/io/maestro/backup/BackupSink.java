package io.maestro.backup;

import java.io.IOException;
import java.io.OutputStream;

/** Where the bytes of one backup go. Used by one thread. */
public interface BackupSink extends AutoCloseable {
  /** Returns the stream to write to; closing it does not commit. */
  OutputStream stream();

  /**
   * Makes the backup durable and lists it, as a whole.
   *
   * @throws IOException if it can't; nothing is listed then
   */
  void commit() throws IOException;

  /**
   * Ends the writing; without a commit, nothing is left. Idempotent.
   *
   * @throws IOException if what was written can't be removed
   */
  @Override
  void close() throws IOException;
}
