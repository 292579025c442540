package io.maestro.jackson;

import io.maestro.codec.CodecException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The constants of an enum, by name. */
record EnumShape(Class<?> type, Map<String, Enum<?>> constants) implements KeyShape {
  static EnumShape of(Class<?> type) {
    return new EnumShape(
        type,
        Arrays.stream(type.getEnumConstants())
            .map(constant -> (Enum<?>) constant)
            .collect(Collectors.toMap(Enum::name, Function.identity())));
  }

  @Override
  public void write(Object value, Writing to) {
    to.out().writeString(text(value));
  }

  @Override
  public Object read(Reading from) {
    return parse(from.string());
  }

  @Override
  public String text(Object value) {
    return ((Enum<?>) Scalars.cast(type, value)).name();
  }

  @Override
  public Object parse(String text) {
    Enum<?> constant = constants.get(text);
    if (constant == null) {
      throw new CodecException("no constant of " + type.getSimpleName() + " has the name", null);
    }
    return constant;
  }
}
