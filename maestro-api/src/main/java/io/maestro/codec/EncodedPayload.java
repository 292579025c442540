package io.maestro.codec;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A value as bytes, with what is needed to read it back: codec id, logical type name, version.
 * Immutable: bytes are copied in and out.
 */
public final class EncodedPayload {
  private final String codec;
  private final String type;
  private final int version;
  private final byte[] bytes;

  /**
   * Creates the payload.
   *
   * @param codec the id of the codec that encoded it
   * @param type the logical type name, never a class name to load
   * @param version the version of the type's shape, 1 or more
   * @param bytes the encoded value; copied
   */
  public EncodedPayload(String codec, String type, int version, byte[] bytes) {
    this.codec = requireNonNull(codec, "codec");
    this.type = requireNonNull(type, "type");
    if (version < 1) {
      throw new IllegalArgumentException("version must be 1 or more: " + version);
    }
    this.version = version;
    this.bytes = bytes.clone();
  }

  /** Returns the id of the codec that encoded it. */
  public String codec() {
    return codec;
  }

  /** Returns the logical type name. */
  public String type() {
    return type;
  }

  /** Returns the version of the type's shape. */
  public int version() {
    return version;
  }

  /** Returns a copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Returns the number of bytes. */
  public int size() {
    return bytes.length;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EncodedPayload that
        && codec.equals(that.codec)
        && type.equals(that.type)
        && version == that.version
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * type.hashCode() + Arrays.hashCode(bytes);
  }

  /** Returns what it is and how large, never its content. */
  @Override
  public String toString() {
    return "%s v%d in %s, %d bytes".formatted(type, version, codec, bytes.length);
  }
}
