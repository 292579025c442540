package io.maestro.testkit.surface;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.HashMap;
import java.util.Map;

/** What type variables stand for; one that is free stands for text. */
record Bindings(Map<Type, Type> byVariable) {
  static final Bindings FREE = new Bindings(Map.of());

  /** Returns the bindings within a generic type with these arguments. */
  Bindings within(ParameterizedType generic) {
    Map<Type, Type> inner = new HashMap<>();
    TypeVariable<?>[] variables = ((Class<?>) generic.getRawType()).getTypeParameters();
    for (int i = 0; i < variables.length; i++) {
      inner.put(variables[i], plain(generic.getActualTypeArguments()[i]));
    }
    return new Bindings(inner);
  }

  /** Returns the type without variables and wildcards at its top. */
  Type plain(Type type) {
    if (type instanceof TypeVariable<?>) {
      return byVariable.getOrDefault(type, String.class);
    }
    if (type instanceof WildcardType wildcard) {
      boolean isSuper = wildcard.getLowerBounds().length > 0;
      return plain(isSuper ? wildcard.getLowerBounds()[0] : wildcard.getUpperBounds()[0]);
    }
    return type;
  }
}
