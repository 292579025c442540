package io.maestro.codec;

/** The absence of a value, stored without a codec so that every codec reads it. */
enum Nothing {
  NOTHING;

  static final EncodedPayload BYTES = new EncodedPayload("none", "none", 1, new byte[0]);

  static boolean matches(EncodedPayload payload) {
    return BYTES.equals(payload);
  }
}
