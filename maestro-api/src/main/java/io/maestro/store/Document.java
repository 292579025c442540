package io.maestro.store;

import static java.util.Objects.requireNonNull;

import io.maestro.codec.Payload;

/**
 * A document as it was at one moment.
 *
 * @param key its identity
 * @param version 1 for the first, one more with each write
 * @param content its value
 */
public record Document(DocumentKey key, long version, Payload content) {
  /** Checks the parts. */
  public Document {
    requireNonNull(key, "key");
    requireNonNull(content, "content");
    if (version < 1) {
      throw new IllegalArgumentException("a document's version is 1 or more: " + version);
    }
  }
}
