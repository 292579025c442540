package io.maestro.jackson;

import io.maestro.codec.Codec;
import io.maestro.codec.EncodedPayload;
import io.maestro.codec.TypeToken;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A codec that writes values as JSON. Immutable, thread-safe. */
public final class JacksonCodec implements Codec {
  private final JsonMapper mapper = JsonMapper.builder().build();

  private JacksonCodec() {}

  /** Returns the codec with the default names, every type in its first version. */
  public static JacksonCodec standard() {
    return new JacksonCodec();
  }

  @Override
  public String id() {
    return "json";
  }

  @Override
  public EncodedPayload encode(Object value, TypeToken<?> type) {
    try {
      return new EncodedPayload(id(), type.simpleName(), 1, mapper.writeValueAsBytes(value));
    } catch (JacksonException e) {
      throw new io.maestro.codec.CodecException(type + ": " + e.getOriginalMessage(), e);
    }
  }

  @Override
  public <T> T decode(EncodedPayload payload, TypeToken<T> type) {
    try {
      return mapper.readValue(payload.bytes(), mapper.constructType(type.type()));
    } catch (JacksonException e) {
      throw new io.maestro.codec.CodecException(payload + ": " + e.getOriginalMessage(), e);
    }
  }
}
