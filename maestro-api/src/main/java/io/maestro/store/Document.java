package io.maestro.store;

import static java.util.Objects.requireNonNull;

import io.maestro.codec.Codec;
import io.maestro.codec.CodecException;
import io.maestro.codec.Payload;
import io.maestro.codec.TypeToken;

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

  /**
   * Returns the value.
   *
   * @throws CodecException if it is held as bytes that the codec can't decode; it names the
   *     document
   */
  public <T> T value(TypeToken<T> type, Codec codec) {
    try {
      return content.value(type, codec);
    } catch (CodecException undecodable) {
      throw new CodecException(
          "document %s of %s: %s".formatted(key.id(), key.collection(), undecodable.getMessage()),
          undecodable);
    }
  }
}
