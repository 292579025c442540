package io.maestro.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class PayloadTest {
  private static final TypeToken<String> TEXT = TypeToken.of(String.class);

  /** Counts what it encodes. */
  private static final class TextCodec implements Codec {
    private int encoded;

    @Override
    public String id() {
      return "text";
    }

    @Override
    public EncodedPayload encode(Object value, TypeToken<?> type) {
      encoded++;
      return new EncodedPayload(id(), type.simpleName(), 1, value.toString().getBytes(UTF_8));
    }

    @Override
    public <T> T decode(EncodedPayload payload, TypeToken<T> type) {
      return type.cast(new String(payload.bytes(), UTF_8));
    }
  }

  private final TextCodec codec = new TextCodec();

  @Test
  void encoded_askedTwice_encodesOnce() {
    Payload payload = Payload.of("secret", TEXT);

    assertSame(payload.encoded(codec), payload.encoded(codec));
    assertEquals(1, codec.encoded);
  }

  @Test
  void value_live_needsNoCodec() {
    assertEquals("secret", Payload.of("secret", TEXT).value(TEXT, Codec.liveObjects()));
  }

  @Test
  void value_ofBytes_isDecoded() {
    Payload payload = Payload.of(Payload.of("secret", TEXT).encoded(codec));

    assertEquals("secret", payload.value(TEXT, codec));
    assertThrows(CodecException.class, () -> payload.value(TEXT, Codec.liveObjects()));
  }

  @Test
  void sameAs_liveOrBytes_comparesTheValue() {
    Payload live = Payload.of("secret", TEXT);
    Payload bytes = Payload.of(live.encoded(codec));

    assertTrue(live.sameAs(bytes, codec));
    assertTrue(bytes.sameAs(live, codec));
    assertFalse(live.sameAs(Payload.of("other", TEXT), codec));
  }

  @Test
  void none_liveOrReadBack_isNone() {
    Payload readBack = Payload.of(Payload.none().encoded(Codec.liveObjects()));

    assertTrue(Payload.none().isNone());
    assertTrue(readBack.isNone());
    assertFalse(Payload.of("secret", TEXT).isNone());
  }

  @Test
  void toString_liveOrBytes_neverTellsTheContent() {
    Payload live = Payload.of("secret", TEXT);

    assertEquals("String", live.toString());
    assertEquals("String v1 in text, 6 bytes", Payload.of(live.encoded(codec)).toString());
  }

  @Test
  void encodedPayload_itsBytes_areCopiedInAndOut() {
    byte[] bytes = {1, 2};
    EncodedPayload payload = new EncodedPayload("text", "String", 1, bytes);
    bytes[0] = 9;
    payload.bytes()[1] = 9;

    assertArrayEquals(new byte[] {1, 2}, payload.bytes());
    assertThrows(
        IllegalArgumentException.class, () -> new EncodedPayload("text", "String", 0, bytes));
  }
}
