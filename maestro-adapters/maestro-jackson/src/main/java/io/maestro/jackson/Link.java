package io.maestro.jackson;

import io.maestro.codec.CodecException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** The use of a type by another one: where null is told from values. */
final class Link {
  private final ValueType type;
  private @Nullable Shape shape; // set once, before the link is given to another thread

  Link(ValueType type) {
    this.type = type;
  }

  ValueType type() {
    return type;
  }

  void bind(Shape found) {
    shape = found;
  }

  Shape shape() {
    return Objects.requireNonNull(shape, "shape");
  }

  void write(@Nullable Object value, Writing to) {
    if (value == null) {
      if (shape() instanceof NullShape) {
        throw new CodecException("an Optional is null; use an empty one", null);
      }
      to.out().writeNull();
    } else {
      shape().write(value, to);
    }
  }

  @Nullable Object read(Reading from) {
    if (from.token() != JsonToken.VALUE_NULL) {
      return shape().read(from);
    }
    if (type.raw().isPrimitive()) {
      throw new CodecException("null where " + type + " is expected", null);
    }
    return absent();
  }

  /** Returns what null stands for. */
  @Nullable Object absent() {
    return shape() instanceof NullShape optional ? optional.absent() : null;
  }

  /** Returns whether a property of this type may be missing. */
  boolean mayBeMissing() {
    return shape() instanceof NullShape;
  }
}
