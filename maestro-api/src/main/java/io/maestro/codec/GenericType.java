package io.maestro.codec;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A generic class with its arguments, equal to the JDK's own description of the same type. */
final class GenericType implements ParameterizedType {
  private final Class<?> raw;
  private final List<Type> arguments;

  GenericType(Class<?> raw, List<Type> arguments) {
    this.raw = raw;
    this.arguments = List.copyOf(arguments);
  }

  @Override
  public Type[] getActualTypeArguments() {
    return arguments.toArray(Type[]::new);
  }

  @Override
  public Type getRawType() {
    return raw;
  }

  @Override
  public @Nullable Type getOwnerType() {
    return raw.getDeclaringClass();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ParameterizedType that
        && that.getRawType().equals(raw)
        && Arrays.equals(that.getActualTypeArguments(), getActualTypeArguments());
  }

  @Override
  public int hashCode() { // the JDK's own formula, so that equal types hash alike
    Type owner = getOwnerType();
    return Arrays.hashCode(getActualTypeArguments())
        ^ (owner == null ? 0 : owner.hashCode())
        ^ raw.hashCode();
  }

  @Override
  public String toString() {
    return arguments.stream()
        .map(Type::getTypeName)
        .collect(Collectors.joining(", ", raw.getTypeName() + "<", ">"));
  }
}
