package io.maestro.jackson;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.maestro.codec.EncodedPayload;
import io.maestro.codec.TypeToken;
import io.maestro.metric.MetricKey;
import io.maestro.metric.Metrics;
import io.maestro.strategy.Decision;
import io.maestro.strategy.Development;
import io.maestro.strategy.Optimized;
import io.maestro.strategy.Research;
import io.maestro.strategy.Trial;
import io.maestro.testkit.Proves;
import io.maestro.testkit.SampleStrategy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is written comes back, and equal values are written alike. */
final class JacksonCodecTest {
  private static final TypeToken<List<String>> WORDS = new TypeToken<>() {};

  private final JacksonCodec codec = JacksonCodec.standard();

  sealed interface Form<T> {}

  record Round<T>(T radius) implements Form<T> {}

  record Square<T>(T side, Form<T> inside) implements Form<T> {}

  enum Plain implements Form<Integer> {
    DOT {
      @Override
      public String toString() {
        return "a dot";
      }
    }
  }

  record Numbers(
      int i,
      long l,
      short s,
      byte b,
      char c,
      boolean t,
      double d,
      float f,
      BigDecimal decimal,
      BigInteger integer) {}

  record Times(
      Instant instant,
      Duration duration,
      LocalDate date,
      OffsetDateTime offset,
      ZonedDateTime zoned,
      ZoneId zone,
      Year year,
      DayOfWeek day) {}

  record Holders(
      Optional<String> some,
      Optional<String> none,
      OptionalInt i,
      OptionalLong l,
      OptionalDouble d,
      List<Optional<Integer>> deep,
      Map<DayOfWeek, List<UUID>> byDay,
      Map<List<String>, String> byWords,
      Set<Long> set,
      EnumSet<DayOfWeek> days,
      EnumMap<DayOfWeek, Integer> hours,
      TreeMap<Integer, String> tree,
      String nothing) {}

  @SuppressWarnings("ArrayRecordComponent") // hosts have such records
  record Arrays2(byte[] bytes, int[] ints, String[] words) {}

  private <T> T back(T value, TypeToken<T> type) {
    return codec.decode(codec.encode(value, type), type);
  }

  private <T> void assertComesBack(T value, TypeToken<T> type) {
    assertEquals(value, back(value, type));
  }

  private String json(Object value, TypeToken<?> type) {
    return new String(codec.encode(value, type).bytes(), StandardCharsets.UTF_8);
  }

  @Test
  @Proves({"16.2", "27.1"})
  void encode_value_carriesCodecTypeAndVersion() {
    EncodedPayload payload = codec.encode(List.of("a"), WORDS);

    assertEquals("List<String> v1 in json, 5 bytes", payload.toString());
    assertEquals(List.of("a"), codec.decode(payload, WORDS));
  }

  @Test
  @Proves("27.1")
  void numbers_atTheirLimits_comeBackExactly() {
    var type = TypeToken.of(Numbers.class);
    var large =
        new Numbers(
            Integer.MIN_VALUE,
            Long.MAX_VALUE,
            Short.MIN_VALUE,
            Byte.MAX_VALUE,
            '\ud800',
            true,
            -0.0,
            Float.MIN_VALUE,
            new BigDecimal("-1.10E+400"),
            BigInteger.TEN.pow(300));

    assertComesBack(large, type);
    for (double each :
        new double[] {
          Double.MIN_VALUE,
          Double.MAX_VALUE,
          0.1,
          2.0E-3,
          1.0e300,
          Double.NaN,
          Double.NEGATIVE_INFINITY
        }) {
      assertComesBack(each, TypeToken.of(Double.class));
      assertComesBack((float) each, TypeToken.of(Float.class));
    }
    assertEquals("0.002", json(2.0E-3, TypeToken.of(Double.class)));
  }

  @Test
  @Proves("27.1")
  void times_comeBackToTheNanosecond() {
    assertComesBack(
        new Times(
            Instant.parse("2026-01-02T03:04:05.123456789Z"),
            Duration.ofNanos(-1),
            LocalDate.MIN,
            OffsetDateTime.parse("2026-01-02T03:04:05.000000001+05:30"),
            ZonedDateTime.ofLocal(
                java.time.LocalDateTime.of(2025, 10, 26, 2, 30),
                ZoneId.of("Europe/Berlin"),
                java.time.ZoneOffset.ofHours(1)),
            ZoneId.of("Europe/Berlin"),
            Year.of(12_026),
            DayOfWeek.MONDAY),
        TypeToken.of(Times.class));
    assertComesBack(Instant.MAX, TypeToken.of(Instant.class));
    assertComesBack(Instant.MIN, TypeToken.of(Instant.class));
  }

  @Test
  @Proves("27.1")
  void containers_comeBackEqual() {
    assertComesBack(
        new Holders(
            Optional.of("x"),
            Optional.empty(),
            OptionalInt.of(1),
            OptionalLong.empty(),
            OptionalDouble.of(-0.0),
            List.of(Optional.of(1), Optional.empty()),
            Map.of(DayOfWeek.FRIDAY, List.of(new UUID(1, 2))),
            Map.of(List.of("a"), "b", List.of(), "c"),
            Set.of(3L, 1L),
            EnumSet.of(DayOfWeek.SUNDAY),
            new EnumMap<>(Map.of(DayOfWeek.SUNDAY, 1)),
            new TreeMap<>(Map.of(2, "b", 10, "a")),
            null),
        TypeToken.of(Holders.class));
    Arrays2 arrays =
        back(
            new Arrays2(new byte[] {-1, 0}, new int[] {7}, new String[] {null, ""}),
            TypeToken.of(Arrays2.class));
    assertArrayEquals(new byte[] {-1, 0}, arrays.bytes());
    assertArrayEquals(new int[] {7}, arrays.ints());
    assertArrayEquals(new String[] {null, ""}, arrays.words());
    assertComesBack(Arrays.asList("a", null), WORDS);
  }

  @Test
  @Proves("27.1")
  void text_ofAnyKind_comesBack() {
    for (String text :
        List.of("", "\u0000\"\\\n", "grüße 🍋 \u2028", "half \ud83c", "\udf4b half")) {
      assertComesBack(List.of(text), WORDS);
    }
  }

  @Test
  @Proves("27.2")
  void sealedTypes_carryTheSimpleNameOfWhatTheyAre() {
    TypeToken<Form<Integer>> type = new TypeToken<>() {};
    Form<Integer> form = new Square<>(3, new Square<>(2, new Round<>(1)));

    assertComesBack(form, type);
    assertComesBack(Plain.DOT, type);
    assertEquals("{\"Plain\":\"DOT\"}", json(Plain.DOT, type));
    assertEquals("{\"Round\":{\"radius\":1}}", json(new Round<>(1), type));
  }

  @Test
  @Proves("27.2")
  void envelopes_ofTheLibrary_comeBackEqual() {
    MetricKey key = MetricKey.lowerIsBetter("cost", "EUR");
    Metrics metrics = Metrics.of(key, 1.5, 7).with(MetricKey.higherIsBetter("a", ""), -0.0);

    assertComesBack(Research.of(3).finding("f"), new TypeToken<Decision<Research<Integer>>>() {});
    assertComesBack(
        Decision.<Research<Integer>>stop("enough"),
        new TypeToken<Decision<Research<Integer>>>() {});
    assertComesBack(
        Optimized.of(List.of("x"), metrics), new TypeToken<Decision<Optimized<List<String>>>>() {});
    assertComesBack(
        new Development.Validated<>(SampleStrategy.of(2.5).expecting(metrics).build()),
        new TypeToken<Development<Double>>() {});
    assertEquals(
        new ArrayList<>(metrics.values().keySet()),
        new ArrayList<>(back(metrics, TypeToken.of(Metrics.class)).values().keySet()));
    assertComesBack(List.of(Trial.of("x", metrics)), new TypeToken<List<Trial<String>>>() {});
  }

  @Test
  @Proves("27.3")
  void equalValues_giveEqualBytes() {
    Map<String, Integer> one = new LinkedHashMap<>();
    Map<String, Integer> other = new HashMap<>();
    for (int i = 0; i < 200; i++) {
      one.put("key" + i, i);
      other.put("key" + (199 - i), 199 - i);
    }
    TypeToken<Map<String, Integer>> map = new TypeToken<>() {};
    TypeToken<Set<List<String>>> set = new TypeToken<>() {};

    assertEquals(codec.encode(one, map), codec.encode(other, map));
    assertEquals(
        json(new LinkedHashSet<>(List.of(List.of("b"), List.of("a"))), set),
        json(new LinkedHashSet<>(List.of(List.of("a"), List.of("b"))), set));
    assertEquals("[[\"a\"],[\"b\"]]", json(Set.of(List.of("b"), List.of("a")), set));
  }

  @Test
  @Proves("27.3")
  void bytes_dependOnNoLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertEquals("[\"\\uD800\"]", json(List.of("\ud800"), WORDS));
      assertComesBack(12.5, TypeToken.of(Double.class));
    } finally {
      Locale.setDefault(before);
    }
  }
}
