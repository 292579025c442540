package io.maestro.core.state;

import io.maestro.codec.Codec;
import io.maestro.codec.CodecException;
import io.maestro.codec.Payload;
import io.maestro.state.StateKey;
import io.maestro.state.StateTypeMismatchException;

/**
 * Reads values by their keys' types.
 *
 * @param codec what decodes them
 */
record Values(Codec codec) {
  /** Returns the value; a live one must have been written with the same type. */
  <T> T of(StateKey<T> key, Payload content) {
    boolean sameName = content.typeName().equals(key.type().simpleName());
    if (content.isLive() && !sameName) {
      throw new StateTypeMismatchException(key, content.typeName(), null);
    }
    try {
      return content.value(key.type(), codec);
    } catch (ClassCastException otherClass) {
      throw new StateTypeMismatchException(key, content.typeName(), otherClass);
    } catch (CodecException undecodable) {
      throw sameName
          ? undecodable
          : new StateTypeMismatchException(key, content.typeName(), undecodable);
    }
  }

  /** Returns the value if it is of the key's class, which unchecked code may get wrong. */
  static <T> T checked(StateKey<T> key, T value) {
    try {
      return key.type().cast(value);
    } catch (ClassCastException otherClass) {
      throw new StateTypeMismatchException(key, value.getClass().getSimpleName(), otherClass);
    }
  }

  boolean same(Payload one, Payload other) {
    return one == other || one.sameAs(other, codec);
  }
}
