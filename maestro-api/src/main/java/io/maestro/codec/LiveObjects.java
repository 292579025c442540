package io.maestro.codec;

/** The codec of a store that keeps live objects. */
enum LiveObjects implements Codec {
  CODEC;

  @Override
  public String id() {
    return "live";
  }

  @Override
  public EncodedPayload encode(Object value, TypeToken<?> type) {
    throw refusal(type);
  }

  @Override
  public <T> T decode(EncodedPayload payload, TypeToken<T> type) {
    throw refusal(type);
  }

  private static CodecException refusal(TypeToken<?> type) {
    return new CodecException(
        type + ": no codec is configured; set one on the builder or use a store that brings one",
        null);
  }
}
