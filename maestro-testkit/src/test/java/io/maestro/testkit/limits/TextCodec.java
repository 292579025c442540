package io.maestro.testkit.limits;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.maestro.codec.Codec;
import io.maestro.codec.CodecException;
import io.maestro.codec.EncodedPayload;
import io.maestro.codec.TypeToken;

/** Writes texts as UTF-8, and nothing else. */
record TextCodec() implements Codec {
  @Override
  public String id() {
    return "text";
  }

  @Override
  public EncodedPayload encode(Object value, TypeToken<?> type) {
    return new EncodedPayload(id(), type.simpleName(), 1, value.toString().getBytes(UTF_8));
  }

  @Override
  public <T> T decode(EncodedPayload payload, TypeToken<T> type) {
    if (!payload.codec().equals(id())) {
      throw new CodecException("of another codec: " + payload, null);
    }
    return type.cast(new String(payload.bytes(), UTF_8));
  }
}
