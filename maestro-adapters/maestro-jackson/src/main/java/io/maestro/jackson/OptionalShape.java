package io.maestro.jackson;

import io.maestro.codec.CodecException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value or null.
 *
 * @param item the value
 * @param type the class of the optional
 * @param open returns what an optional holds, or null
 * @param close makes an optional
 * @param absent the empty one
 */
record OptionalShape<O>(
    Link item,
    Class<O> type,
    Function<O, @Nullable Object> open,
    Function<Object, Object> close,
    Object absent)
    implements NullShape {

  static Shape of(Link item) {
    return new OptionalShape<>(
        item, Optional.class, OptionalShape::held, Optional::of, Optional.empty());
  }

  private static @Nullable Object held(Optional<?> found) {
    return found.isPresent() ? found.get() : null;
  }

  static Shape ofInt(Link item) {
    return new OptionalShape<>(
        item,
        OptionalInt.class,
        found -> found.isPresent() ? found.getAsInt() : null,
        value -> OptionalInt.of((int) value),
        OptionalInt.empty());
  }

  static Shape ofLong(Link item) {
    return new OptionalShape<>(
        item,
        OptionalLong.class,
        found -> found.isPresent() ? found.getAsLong() : null,
        value -> OptionalLong.of((long) value),
        OptionalLong.empty());
  }

  static Shape ofDouble(Link item) {
    return new OptionalShape<>(
        item,
        OptionalDouble.class,
        found -> found.isPresent() ? found.getAsDouble() : null,
        value -> OptionalDouble.of((double) value),
        OptionalDouble.empty());
  }

  @Override
  public void write(Object value, Writing to) {
    Object found = open.apply(Scalars.cast(type, value));
    if (found == null) {
      to.out().writeNull();
    } else {
      item.write(found, to);
    }
  }

  @Override
  public Object read(Reading from) {
    Object found = item.read(from);
    if (found == null) {
      throw new CodecException("null in an Optional", null);
    }
    return close.apply(found);
  }
}
