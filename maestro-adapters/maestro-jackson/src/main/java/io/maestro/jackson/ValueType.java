package io.maestro.jackson;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A type with all its arguments known.
 *
 * @param raw the class
 * @param arguments its type arguments; empty if it has none
 */
record ValueType(Class<?> raw, List<ValueType> arguments) {
  ValueType {
    arguments = List.copyOf(arguments);
  }

  static ValueType of(Class<?> raw) {
    return new ValueType(raw, List.of());
  }

  ValueType argument(int index) {
    return arguments.get(index);
  }

  /** Returns another class with the same arguments. */
  ValueType as(Class<?> other) {
    return new ValueType(other, arguments);
  }

  @Override
  public String toString() {
    return arguments.isEmpty()
        ? raw.getSimpleName()
        : arguments.stream()
            .map(ValueType::toString)
            .collect(Collectors.joining(",", raw.getSimpleName() + "<", ">"));
  }
}
