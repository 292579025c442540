package io.maestro.codec;

/**
 * Turns values into bytes and back, by their declared type.
 *
 * <p><b>Threading:</b> called from many threads at once. <b>Ordering:</b> none. <b>Failure:</b>
 * throw {@link CodecException}; the engine then fails the step or quarantines the payload, with run
 * and step named. Never let stored text choose a class. <b>Lifecycle:</b> created by the host or an
 * adapter, holds no resource.
 */
public interface Codec {
  /** Returns the id that is stored with each payload, such as {@code json}. */
  String id();

  /**
   * Encodes a value.
   *
   * <p>Equal values of one type must give equal bytes: the idempotent start by name compares them.
   *
   * @throws CodecException if the value can't be encoded
   */
  EncodedPayload encode(Object value, TypeToken<?> type);

  /**
   * Decodes bytes that this codec, or an earlier version of it, has encoded.
   *
   * @throws CodecException if the bytes are damaged, of another codec, or of a newer version
   */
  <T> T decode(EncodedPayload payload, TypeToken<T> type);

  /**
   * Returns the codec of a store that keeps live objects: it encodes nothing and refuses with an
   * explanation if it is asked to.
   */
  static Codec liveObjects() {
    return LiveObjects.CODEC;
  }
}
