package io.maestro.jackson;

import io.maestro.codec.CodecException;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the type variables of a declaration stand for.
 *
 * @param bindings the variables that are known
 */
record Resolution(Map<TypeVariable<?>, ValueType> bindings) {
  private static final int DEEPEST = 50;

  static final Resolution NONE = new Resolution(Map.of());

  Resolution {
    bindings = Map.copyOf(bindings);
  }

  /** Returns the resolution inside of a type: its parameters stand for its arguments. */
  static Resolution inside(ValueType type) {
    TypeVariable<?>[] parameters = type.raw().getTypeParameters();
    if (parameters.length != type.arguments().size()) {
      return NONE; // a raw type: what its variables stand for is not known
    }
    Map<TypeVariable<?>, ValueType> known = new HashMap<>();
    for (int i = 0; i < parameters.length; i++) {
      known.put(parameters[i], type.argument(i));
    }
    return new Resolution(known);
  }

  /**
   * Returns a declared type with its variables replaced.
   *
   * @param where the declaration, for the message
   */
  ValueType resolve(Type declared, String where) {
    return resolve(declared, where, 0);
  }

  private ValueType resolve(Type declared, String where, int depth) {
    if (depth > DEEPEST) {
      throw new CodecException(where + ": its type is nested without end", null);
    }
    if (declared instanceof Class<?> known) {
      return ValueType.of(known);
    }
    if (declared instanceof ParameterizedType generic) {
      List<ValueType> arguments = new ArrayList<>();
      for (Type argument : generic.getActualTypeArguments()) {
        arguments.add(resolve(argument, where, depth + 1));
      }
      return new ValueType((Class<?>) generic.getRawType(), arguments);
    }
    if (declared instanceof WildcardType wildcard) {
      return resolve(wildcard.getUpperBounds()[0], where, depth + 1);
    }
    if (declared instanceof TypeVariable<?> variable && bindings.containsKey(variable)) {
      return bindings.get(variable);
    }
    throw new CodecException(where + ": " + unknown(declared), null);
  }

  private static String unknown(Type declared) {
    return declared instanceof GenericArrayType
        ? "an array of a generic type can't be written; use a List"
        : "it is not known what "
            + declared.getTypeName()
            + " stands for; give the type with its arguments: new TypeToken<List<Day>>() {}";
  }

  /**
   * Notes what variables must stand for so that a declared type is a given one.
   *
   * @return whether it can be
   */
  static boolean unify(Type declared, ValueType wanted, Map<TypeVariable<?>, ValueType> found) {
    if (declared instanceof TypeVariable<?> variable) {
      ValueType before = found.putIfAbsent(variable, wanted);
      return before == null || before.equals(wanted);
    }
    if (declared instanceof ParameterizedType generic) {
      return generic.getRawType() == wanted.raw()
          && unifyAll(generic.getActualTypeArguments(), wanted, found);
    }
    return declared instanceof Class<?> known && ValueType.of(known).equals(wanted);
  }

  private static boolean unifyAll(
      Type[] declared, ValueType wanted, Map<TypeVariable<?>, ValueType> found) {
    boolean fits = declared.length == wanted.arguments().size();
    for (int i = 0; fits && i < declared.length; i++) {
      fits = unify(declared[i], wanted.argument(i), found);
    }
    return fits;
  }
}
