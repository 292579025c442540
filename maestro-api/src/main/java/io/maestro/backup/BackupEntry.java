package io.maestro.backup;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What a backup store tells of a backup without reading it.
 *
 * @param name its name
 * @param size its number of bytes
 * @param createdAt when it was committed
 */
public record BackupEntry(String name, long size, Instant createdAt) {
  /** Checks the parts. */
  public BackupEntry {
    requireNonNull(name, "name");
    requireNonNull(createdAt, "createdAt");
    if (size < 0) {
      throw new IllegalArgumentException("a size can't be negative: " + size);
    }
  }
}
