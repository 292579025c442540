package io.maestro.codec;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;

/**
 * A type with its type arguments, kept at run time.
 *
 * <p>For a plain class {@link #of(Class)} is enough. For a generic type write an anonymous subclass
 * ({@code new TypeToken<List<Day>>() {}}) or, where the arguments are known only as tokens, {@link
 * #parameterized(Class, TypeToken[])}. Immutable; equal if the types are equal.
 *
 * @param <T> the type
 */
public abstract class TypeToken<T> {
  private final Type type;

  /** Captures the type argument that the subclass was written with. */
  protected TypeToken() {
    if (!(getClass().getGenericSuperclass() instanceof ParameterizedType captured)) {
      throw new IllegalArgumentException(
          "a TypeToken needs its type argument: new TypeToken<List<Day>>() {}");
    }
    this.type = captured.getActualTypeArguments()[0];
  }

  private TypeToken(Type type) {
    this.type = requireNonNull(type, "type");
  }

  /** Returns the token of a class without type arguments. */
  public static <T> TypeToken<T> of(Class<T> type) {
    return new Known<>(requireNonNull(type, "type"));
  }

  /**
   * Returns the token of a generic class with the given arguments.
   *
   * <p>The caller vouches that {@code T} is indeed {@code raw<arguments...>}: the compiler cannot.
   *
   * @throws IllegalArgumentException if the number of arguments is not the class's
   */
  public static <T> TypeToken<T> parameterized(Class<?> raw, TypeToken<?>... arguments) {
    if (raw.getTypeParameters().length != arguments.length) {
      throw new IllegalArgumentException(
          "%s has %d type parameters, not %d"
              .formatted(raw.getName(), raw.getTypeParameters().length, arguments.length));
    }
    List<Type> types = Arrays.stream(arguments).<Type>map(TypeToken::type).toList();
    return new Known<>(new GenericType(raw, types));
  }

  /** Returns the reflective type. */
  public final Type type() {
    return type;
  }

  /** Returns the class without its type arguments. */
  public final Class<?> rawType() {
    return rawTypeOf(type);
  }

  /**
   * Returns the type's simple name, such as {@code Research<Sales>}: the default logical name,
   * never used to load a class.
   */
  public final String simpleName() {
    return simpleNameOf(type);
  }

  /**
   * Casts a value to this type, checking its class.
   *
   * @throws ClassCastException if the value is not an instance of the raw type
   */
  @SuppressWarnings(
      "unchecked") // the raw class is checked; the arguments are vouched for by the token
  public final T cast(Object value) {
    return (T) wrapped(rawType()).cast(value);
  }

  @Override
  public final boolean equals(Object other) {
    return other instanceof TypeToken<?> token && token.type.equals(type);
  }

  @Override
  public final int hashCode() {
    return type.hashCode();
  }

  @Override
  public final String toString() {
    return type.getTypeName();
  }

  private static Class<?> rawTypeOf(Type type) {
    if (type instanceof Class<?> known) {
      return known;
    }
    if (type instanceof ParameterizedType generic) {
      return rawTypeOf(generic.getRawType());
    }
    throw new IllegalArgumentException("not a class or a generic class: " + type.getTypeName());
  }

  private static String simpleNameOf(Type type) {
    if (type instanceof ParameterizedType generic) {
      String arguments =
          String.join(
              ",",
              Arrays.stream(generic.getActualTypeArguments())
                  .map(TypeToken::simpleNameOf)
                  .toList());
      return rawTypeOf(type).getSimpleName() + "<" + arguments + ">";
    }
    return type instanceof Class<?> known ? known.getSimpleName() : type.getTypeName();
  }

  private static Class<?> wrapped(Class<?> type) {
    return type.isPrimitive()
        ? java.lang.invoke.MethodType.methodType(type).wrap().returnType()
        : type;
  }

  private static final class Known<T> extends TypeToken<T> {
    Known(Type type) {
      super(type);
    }
  }
}
