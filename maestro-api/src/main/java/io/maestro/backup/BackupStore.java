package io.maestro.backup;

import io.maestro.run.Page;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * A place that keeps backups: named, immutable sequences of bytes.
 *
 * <p><b>Threading:</b> called by one thread at a time for each name, by several for different ones;
 * may block. <b>Ordering and atomicity:</b> a backup is listed and readable once its sink is
 * committed, whole, and never before. <b>Failure:</b> throw {@link IOException}; a failed or
 * abandoned sink leaves nothing that is listed, and no committed backup is harmed.
 * <b>Lifecycle:</b> created and closed by the host.
 */
public interface BackupStore {
  /**
   * Begins a backup.
   *
   * @param name 1 to 200 characters of {@code [A-Za-z0-9._-]}, not starting with a dot; never a
   *     path
   * @return where its bytes go
   * @throws IOException if the name is taken or the place can't be written
   */
  BackupSink create(String name) throws IOException;

  /**
   * Opens a backup for reading from its first byte; the caller closes the stream.
   *
   * @throws java.io.FileNotFoundException if there is none of this name
   * @throws IOException if it can't be read
   */
  InputStream open(String name) throws IOException;

  /**
   * Lists the backups by name.
   *
   * @param after the name after which the page starts, or empty for the first page
   * @param limit 1 to 1,000
   * @throws IOException if the place can't be read
   */
  Page<BackupEntry> list(Optional<String> after, int limit) throws IOException;

  /**
   * Deletes a backup; there being none is no error.
   *
   * @throws IOException if it can't be deleted
   */
  void delete(String name) throws IOException;
}
