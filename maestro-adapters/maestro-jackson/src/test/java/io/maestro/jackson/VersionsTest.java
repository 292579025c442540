package io.maestro.jackson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.codec.CodecException;
import io.maestro.codec.EncodedPayload;
import io.maestro.codec.TypeToken;
import io.maestro.testkit.Proves;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an older version of the code has stored is read; what a newer one has is refused. */
final class VersionsTest {
  private static final TypeToken<List<Price>> PRICES = new TypeToken<>() {};

  /** The first version. */
  static final class V1 {
    record Price(BigDecimal amount) {}
  }

  /** The third; the second had its currency in lower case. */
  record Price(BigDecimal amount, String currency, Optional<String> note) {}

  sealed interface Offer {}

  record Fixed(Price price) implements Offer {}

  record Free() implements Offer {}

  private final JacksonCodec first = JacksonCodec.standard();
  private final JacksonCodec third =
      JacksonCodec.builder()
          .version(Price.class, 3)
          .upcast(Price.class, 1, old -> old.put("currency", "eur"))
          .upcast(
              Price.class,
              2,
              old ->
                  old.put(
                      "currency",
                      old.get("currency").asString().toUpperCase(java.util.Locale.ROOT)))
          .build();

  @Test
  @Proves("27.5")
  void olderVersion_isBroughtUpStepByStep_atAnyDepth() {
    TypeToken<List<V1.Price>> old = new TypeToken<>() {};
    EncodedPayload stored = first.encode(List.of(new V1.Price(new BigDecimal("1.10"))), old);

    assertEquals(
        List.of(new Price(new BigDecimal("1.10"), "EUR", Optional.empty())),
        third.decode(stored, PRICES));
  }

  @Test
  @Proves("27.5")
  void olderVersion_keepsEveryDigitOnItsWay() {
    record Exact(double zero, BigDecimal decimal, long large) {}
    TypeToken<Exact> type = TypeToken.of(Exact.class);
    Exact exact = new Exact(-0.0, new BigDecimal("1.100"), Long.MAX_VALUE);
    JacksonCodec second =
        JacksonCodec.builder().version(Exact.class, 2).upcast(Exact.class, 1, old -> old).build();

    assertEquals(exact, second.decode(first.encode(exact, type), type));
  }

  @Test
  @Proves("27.5")
  void newerVersion_isRefusedAndSaidSo() {
    TypeToken<Price> type = TypeToken.of(Price.class);
    EncodedPayload top = third.encode(new Price(BigDecimal.ONE, "EUR", Optional.empty()), type);
    EncodedPayload inside =
        third.encode(List.of(new Price(BigDecimal.ONE, "EUR", Optional.empty())), PRICES);

    assertEquals(3, top.version());
    assertEquals(
        "Price v3 in json, "
            + top.size()
            + " bytes can't be read as Price: Price is stored in"
            + " version 3, newer than version 1 of this code; upgrade this node",
        assertThrows(CodecException.class, () -> first.decode(top, type)).getMessage());
    assertTrue(
        assertThrows(CodecException.class, () -> first.decode(inside, PRICES))
            .getMessage()
            .contains("at [0]: Price is stored in version 3"));
  }

  @Test
  @Proves("27.6")
  void newComponent_thatIsOptional_isEmptyInOldValues() {
    record Before(int a) {}
    record After(int a, Optional<String> b) {}
    var stored = first.encode(new Before(1), TypeToken.of(Before.class));
    var renamed = JacksonCodec.builder().formerly("Before", After.class).build();

    assertEquals(new After(1, Optional.empty()), renamed.decode(stored, TypeToken.of(After.class)));
  }

  @Test
  @Proves("27.4")
  void rename_takesOneLine() {
    record Tag(int amount) {}
    record Label(int amount) {}
    TypeToken<List<Label>> labels = new TypeToken<>() {};
    var stored = first.encode(List.of(new Tag(1)), new TypeToken<List<Tag>>() {});
    var codec =
        JacksonCodec.builder().named("label-v2", Label.class).formerly("Tag", Label.class).build();

    assertEquals(List.of(new Label(1)), codec.decode(stored, labels));
    assertEquals("List<label-v2>", codec.encode(List.of(new Label(1)), labels).type());
    String refusal =
        assertThrows(CodecException.class, () -> first.decode(stored, labels)).getMessage();
    assertTrue(refusal.contains("List<Tag>") && refusal.contains("formerly"), refusal);
  }

  @Test
  @Proves("27.4")
  void renamedCase_ofASealedType_isReadByItsOldName() {
    TypeToken<Offer> type = TypeToken.of(Offer.class);
    var before = JacksonCodec.builder().named("Gratis", Free.class).build();
    var after = JacksonCodec.builder().formerly("Gratis", Free.class).build();

    assertEquals(new Free(), after.decode(before.encode(new Free(), type), type));
    assertThrows(CodecException.class, () -> first.decode(before.encode(new Free(), type), type));
  }

  @Test
  @Proves("27.5")
  void upcaster_thatFails_isNamed() {
    var codec =
        JacksonCodec.builder()
            .version(Price.class, 2)
            .upcast(
                Price.class,
                1,
                old -> {
                  throw new IllegalStateException("no");
                })
            .build();
    var stored =
        first.encode(List.of(new V1.Price(BigDecimal.ONE)), new TypeToken<List<V1.Price>>() {});

    CodecException failure = assertThrows(CodecException.class, () -> codec.decode(stored, PRICES));

    assertTrue(failure.getMessage().endsWith("the upcaster of Price from version 1 failed"));
    assertEquals("no", failure.getCause().getMessage());
  }

  @Test
  @Proves("27.9")
  void mistakes_areReportedAtOnce() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    JacksonCodec.builder()
                        .named("a b", Price.class)
                        .named("x", Fixed.class)
                        .named("x", Free.class)
                        .formerly("x", Price.class)
                        .named("y", Fixed.class)
                        .version(Price.class, 3)
                        .version(Price.class, 2)
                        .version(Free.class, 0)
                        .upcast(Price.class, 1, old -> old)
                        .upcast(Price.class, 1, old -> old)
                        .upcast(Price.class, 3, old -> old)
                        .maxBytes(0)
                        .maxDepth(1_001)
                        .build())
            .getMessage();

    for (String part :
        List.of(
            "'a b'",
            "'x' is given twice",
            "Fixed is named twice",
            "version of Price is said twice",
            "version of Free must be 1",
            "from version 1 is given twice",
            "no upcaster from version 2",
            "from version 3 leads to no version",
            "maxBytes",
            "maxDepth")) {
      assertTrue(message.contains(part), part + " in " + message);
    }
  }
}
