package io.maestro.codec;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A value on its way to or from a store: a live object until somebody asks for bytes, or bytes
 * until somebody asks for the object.
 *
 * <p>Encoding is lazy, so a store that keeps live objects never needs a codec; a store that needs
 * bytes asks once. Thread-safe.
 */
public final class Payload {
  private static final Payload NONE =
      new Payload(Nothing.NOTHING, TypeToken.of(Nothing.class), null);

  private final @Nullable Object value;
  private final @Nullable TypeToken<?> type;
  private volatile @Nullable EncodedPayload encoded;

  private Payload(
      @Nullable Object value, @Nullable TypeToken<?> type, @Nullable EncodedPayload encoded) {
    this.value = value;
    this.type = type;
    this.encoded = encoded;
  }

  /** Returns the payload of a live object of a declared type. */
  public static Payload of(Object value, TypeToken<?> type) {
    return new Payload(requireNonNull(value, "value"), requireNonNull(type, "type"), null);
  }

  /** Returns the payload of bytes that came from a store. */
  public static Payload of(EncodedPayload encoded) {
    return new Payload(null, null, requireNonNull(encoded, "encoded"));
  }

  /** Returns the payload that stands for no value, as a step without a result records it. */
  public static Payload none() {
    return NONE;
  }

  /** Returns whether this is {@link #none()}, live or read back. */
  public boolean isNone() {
    EncodedPayload bytes = encoded;
    return value == Nothing.NOTHING || (bytes != null && Nothing.matches(bytes));
  }

  /**
   * Returns the value.
   *
   * @throws CodecException if it is held as bytes that the codec can't decode
   * @throws ClassCastException if it is held as a live object of another class
   */
  public <T> T value(TypeToken<T> wanted, Codec codec) {
    return value != null
        ? wanted.cast(value)
        : codec.decode(requireNonNull(encoded, "encoded"), wanted);
  }

  /**
   * Returns the bytes, encoding at the first call.
   *
   * @throws CodecException if the codec can't encode the value
   */
  public EncodedPayload encoded(Codec codec) {
    EncodedPayload known = encoded;
    if (known == null) {
      known =
          value == Nothing.NOTHING
              ? Nothing.BYTES
              : codec.encode(requireNonNull(value, "value"), requireNonNull(type, "type"));
      encoded = known;
    }
    return known;
  }

  /**
   * Returns this payload as a store of bytes gives it back: without the live object, so that who
   * reads it sees what a later process will see. With a codec that keeps live objects it is the
   * payload itself.
   *
   * @throws CodecException if the codec can't encode the value
   */
  public Payload asStored(Codec codec) {
    return codec == Codec.liveObjects() ? this : of(encoded(codec));
  }

  /**
   * Returns whether two payloads hold the same value: by {@code equals} if both are live, else by
   * their bytes.
   */
  public boolean sameAs(Payload other, Codec codec) {
    return (value != null && other.value != null)
        ? value.equals(other.value)
        : encoded(codec).equals(other.encoded(codec));
  }

  /** Returns whether it holds the value itself, and not bytes that came from a store. */
  public boolean isLive() {
    return value != null;
  }

  /** Returns the logical name of the type that the value was written with. */
  public String typeName() {
    return type != null ? type.simpleName() : requireNonNull(encoded, "encoded").type();
  }

  /** Returns what it is, never its content. */
  @Override
  public String toString() {
    EncodedPayload bytes = encoded;
    return type != null ? type.simpleName() : String.valueOf(bytes);
  }
}
