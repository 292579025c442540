package io.maestro.core.engine;

import io.maestro.codec.Codec;
import io.maestro.codec.Payload;
import io.maestro.codec.TypeToken;
import io.maestro.config.RunLimits;
import io.maestro.error.LimitExceededException;

/** Makes payloads, and refuses those that are too large for a store of bytes. */
final class Payloads {
  private final Codec codec;
  private final RunLimits limits;

  Payloads(Codec codec, RunLimits limits) {
    this.codec = codec;
    this.limits = limits;
  }

  Codec codec() {
    return codec;
  }

  Payload of(Object value, TypeToken<?> type, String subject) {
    return checked(Payload.of(value, type), limits.maxPayloadBytes(), "maxPayloadBytes", subject);
  }

  Payload message(Object value, TypeToken<?> type, String subject) {
    return checked(Payload.of(value, type), limits.maxMessageBytes(), "maxMessageBytes", subject);
  }

  private Payload checked(Payload payload, int allowed, String limit, String subject) {
    if (codec != Codec.liveObjects()) { // live objects have no size, and never leave the process
      int size = payload.encoded(codec).size();
      if (size > allowed) {
        throw new LimitExceededException("limits." + limit, allowed, size, subject);
      }
    }
    return payload;
  }
}
