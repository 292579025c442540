package io.maestro.jackson;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.maestro.codec.EncodedPayload;
import io.maestro.codec.TypeToken;
import io.maestro.testkit.Proves;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The codec as a store sees it. */
final class JacksonCodecTest {
  private static final TypeToken<List<String>> WORDS = new TypeToken<>() {};

  private final JacksonCodec codec = JacksonCodec.standard();

  @Test
  @Proves("16.2")
  void encode_value_carriesCodecTypeAndVersion() {
    EncodedPayload payload = codec.encode(List.of("a"), WORDS);

    assertEquals("List<String> v1 in json, 5 bytes", payload.toString());
    assertEquals(List.of("a"), codec.decode(payload, WORDS));
  }
}
