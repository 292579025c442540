package io.maestro.core.engine;

import io.maestro.codec.Codec;
import io.maestro.codec.CodecException;
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
    if (codec == Codec.liveObjects()) {
      return payload; // live objects have no size, and never leave the process
    }
    Payload stored = payload.asStored(codec); // so that the code sees what a replay will see
    int size = stored.encoded(codec).size();
    if (size > allowed) {
      throw new LimitExceededException("limits." + limit, allowed, size, subject);
    }
    return stored;
  }

  /**
   * Returns whether two payloads hold the same value of a type: by their bytes, or when they are
   * read, since a value may have been stored by an older version of its type.
   */
  boolean same(Payload one, Payload other, TypeToken<?> type) {
    if (one.sameAs(other, codec)) {
      return true;
    }
    try {
      return codec != Codec.liveObjects()
          && one.value(type, codec).equals(other.value(type, codec));
    } catch (CodecException | ClassCastException unreadable) {
      return false; // what can't be read is not what was asked for
    }
  }
}
