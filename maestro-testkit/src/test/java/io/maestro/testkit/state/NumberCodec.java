package io.maestro.testkit.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.maestro.codec.Codec;
import io.maestro.codec.CodecException;
import io.maestro.codec.EncodedPayload;
import io.maestro.codec.TypeToken;

/** Encodes numbers and texts, and reads only what it has written of the same type. */
record NumberCodec() implements Codec {
  @Override
  public String id() {
    return "plain";
  }

  @Override
  public EncodedPayload encode(Object value, TypeToken<?> type) {
    return new EncodedPayload(id(), type.simpleName(), 1, String.valueOf(value).getBytes(UTF_8));
  }

  @Override
  public <T> T decode(EncodedPayload payload, TypeToken<T> type) {
    if (!payload.type().equals(type.simpleName())) {
      throw new CodecException(payload + " is no " + type.simpleName(), null);
    }
    String text = new String(payload.bytes(), UTF_8);
    return type.cast(type.rawType() == Integer.class ? Integer.valueOf(text) : text);
  }
}
