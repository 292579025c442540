package io.maestro.jackson;

import io.maestro.codec.CodecException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** The values without parts. */
final class Scalars {
  private static final Map<Class<?>, Shape> ALL = all();

  private Scalars() {}

  static Optional<Shape> find(Class<?> type) {
    return Optional.ofNullable(ALL.get(type));
  }

  private static Map<Class<?>, Shape> all() {
    Map<Class<?>, Shape> shapes = new HashMap<>();
    texts().forEach(text -> shapes.put(text.type(), text));
    numbers().forEach(number -> shapes.put(number.type(), number));
    add(shapes, boolean.class, bool());
    add(shapes, Boolean.class, bool());
    add(shapes, byte[].class, bytes());
    add(shapes, int.class, shapes.get(Integer.class));
    add(shapes, long.class, shapes.get(Long.class));
    add(shapes, short.class, shapes.get(Short.class));
    add(shapes, byte.class, shapes.get(Byte.class));
    add(shapes, char.class, shapes.get(Character.class));
    add(shapes, double.class, shapes.get(Double.class));
    add(shapes, float.class, shapes.get(Float.class));
    return Map.copyOf(shapes);
  }

  private static void add(Map<Class<?>, Shape> shapes, Class<?> type, @Nullable Shape shape) {
    if (shape != null) {
      shapes.put(type, shape);
    }
  }

  private static Iterable<Text<?>> texts() {
    return List.of(
        new Text<>(String.class, text -> text, text -> text),
        new Text<>(Character.class, String::valueOf, Scalars::character),
        Text.of(UUID.class, UUID::fromString),
        Text.of(URI.class, URI::create),
        Text.of(Instant.class, Instant::parse),
        Text.of(Duration.class, Duration::parse),
        Text.of(Period.class, Period::parse),
        Text.of(LocalDate.class, LocalDate::parse),
        Text.of(LocalTime.class, LocalTime::parse),
        Text.of(LocalDateTime.class, LocalDateTime::parse),
        Text.of(OffsetTime.class, OffsetTime::parse),
        Text.of(OffsetDateTime.class, OffsetDateTime::parse),
        Text.of(ZonedDateTime.class, ZonedDateTime::parse),
        Text.of(YearMonth.class, YearMonth::parse),
        Text.of(MonthDay.class, MonthDay::parse),
        new Text<>(Year.class, Year::toString, text -> Year.of(Integer.parseInt(text))),
        new Text<>(ZoneId.class, ZoneId::getId, ZoneId::of),
        new Text<>(ZoneOffset.class, ZoneOffset::getId, ZoneOffset::of));
  }

  private static Iterable<Numeric<?>> numbers() {
    return List.of(
        new Numeric<>(
            Integer.class,
            (value, to) -> to.out().writeNumber(value.intValue()),
            from -> from.whole().in().getIntValue(),
            Integer::valueOf),
        new Numeric<>(
            Long.class,
            (value, to) -> to.out().writeNumber(value.longValue()),
            from -> from.whole().in().getLongValue(),
            Long::valueOf),
        new Numeric<>(
            Short.class,
            (value, to) -> to.out().writeNumber(value.intValue()),
            from -> Short.valueOf(Integer.toString(from.whole().in().getIntValue())),
            Short::valueOf),
        new Numeric<>(
            Byte.class,
            (value, to) -> to.out().writeNumber(value.intValue()),
            from -> Byte.valueOf(Integer.toString(from.whole().in().getIntValue())),
            Byte::valueOf),
        new Numeric<>(
            BigInteger.class,
            (value, to) -> to.out().writeNumber(digits(value)),
            from -> from.whole().in().getBigIntegerValue(),
            BigInteger::new),
        new Numeric<>(
            BigDecimal.class,
            (value, to) -> to.out().writeNumber(digits(value)),
            from -> from.number().in().getDecimalValue(),
            BigDecimal::new),
        new Numeric<>(Double.class, Scalars::writeDouble, Scalars::readDouble, Double::valueOf),
        new Numeric<>(Float.class, Scalars::writeFloat, Scalars::readFloat, Float::valueOf));
  }

  private static Character character(String text) {
    if (text.length() != 1) {
      throw new IllegalArgumentException("not one character");
    }
    return text.charAt(0);
  }

  private static String digits(Number value) {
    String text = value.toString();
    if (text.length() > Json.LONGEST_NUMBER) {
      throw new CodecException(
          "a number of more than " + Json.LONGEST_NUMBER + " digits; write it as text", null);
    }
    return text;
  }

  /** JSON has no such numbers, and many readers lose the sign of zero: they are written as text. */
  private static boolean isSpecial(double value) {
    return !Double.isFinite(value) || (value == 0 && 1 / value < 0);
  }

  private static void writeDouble(Double value, Writing to) {
    if (isSpecial(value)) {
      to.out().writeString(value.toString());
    } else {
      to.out().writeNumber(value.doubleValue());
    }
  }

  private static void writeFloat(Float value, Writing to) {
    if (isSpecial(value)) {
      to.out().writeString(value.toString());
    } else {
      to.out().writeNumber(value.floatValue());
    }
  }

  private static Double readDouble(Reading from) {
    double value = from.isText() ? special(from) : from.number().in().getDoubleValue();
    return from.isText() ? value : finite(value);
  }

  private static Float readFloat(Reading from) {
    float value = from.isText() ? (float) special(from) : from.number().in().getFloatValue();
    return from.isText() ? value : (float) finite(value);
  }

  private static double finite(double value) {
    if (!Double.isFinite(value)) {
      throw new CodecException("a number that is too large", null);
    }
    return value;
  }

  private static double special(Reading from) {
    return switch (from.string()) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      case "-0.0" -> -0.0;
      default -> throw new CodecException("a string where a number is expected", null);
    };
  }

  private static Shape bool() {
    return new Plain<>(
        Boolean.class,
        (value, to) -> to.out().writeBoolean(value),
        from -> {
          if (from.token() != JsonToken.VALUE_FALSE) {
            from.expect(JsonToken.VALUE_TRUE);
          }
          return from.in().getBooleanValue();
        });
  }

  private static Shape bytes() {
    return new Plain<>(
        byte[].class,
        (value, to) -> to.out().writeBinary(value),
        from -> {
          from.expect(JsonToken.VALUE_STRING);
          return from.in().getBinaryValue();
        });
  }

  /** Returns a value as what it is declared to be. */
  static <T> T cast(Class<T> type, Object value) {
    if (!type.isInstance(value)) {
      throw new CodecException(
          "a "
              + value.getClass().getSimpleName()
              + " where "
              + type.getSimpleName()
              + " is declared",
          null);
    }
    return type.cast(value);
  }

  private record Plain<T>(Class<T> type, BiConsumer<T, Writing> writer, Function<Reading, T> reader)
      implements Shape {
    @Override
    public void write(Object value, Writing to) {
      writer.accept(cast(type, value), to);
    }

    @Override
    public Object read(Reading from) {
      return reader.apply(from);
    }
  }

  private record Text<T>(Class<T> type, Function<T, String> writer, Function<String, T> reader)
      implements KeyShape {
    static <T> Text<T> of(Class<T> type, Function<String, T> reader) {
      return new Text<>(type, Object::toString, reader);
    }

    @Override
    public void write(Object value, Writing to) {
      to.string(text(value));
    }

    @Override
    public Object read(Reading from) {
      return parse(from.string());
    }

    @Override
    public String text(Object value) {
      return writer.apply(cast(type, value));
    }

    @Override
    public Object parse(String text) {
      return reader.apply(text);
    }
  }

  private record Numeric<T>(
      Class<T> type,
      BiConsumer<T, Writing> writer,
      Function<Reading, T> reader,
      Function<String, T> parser)
      implements KeyShape {
    @Override
    public void write(Object value, Writing to) {
      writer.accept(cast(type, value), to);
    }

    @Override
    public Object read(Reading from) {
      return reader.apply(from);
    }

    @Override
    public String text(Object value) {
      return cast(type, value).toString();
    }

    @Override
    public Object parse(String text) {
      if (text.length() > Json.LONGEST_NUMBER) {
        throw new CodecException("a number that is too long", null);
      }
      return parser.apply(text);
    }
  }
}
