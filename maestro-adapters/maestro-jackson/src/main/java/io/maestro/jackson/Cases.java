package io.maestro.jackson;

import io.maestro.codec.CodecException;
import io.maestro.jackson.SealedShape.Case;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds what a sealed type can be.
 *
 * @param registry what the host has said
 * @param where the declaration, for messages
 * @param links links to each case
 */
record Cases(Registry registry, String where, ShapeMaker.Links links) {
  List<Case> of(ValueType type) {
    List<Case> cases = new ArrayList<>();
    Set<String> names = new HashSet<>();
    leaves(type).distinct().forEach(leaf -> cases.add(one(type, leaf, names)));
    if (cases.isEmpty()) {
      throw new CodecException(where + ": nothing is a " + type, null);
    }
    return cases;
  }

  private Case one(ValueType type, ValueType leaf, Set<String> taken) {
    List<String> names = registry.namesOf(leaf.raw());
    for (String name : names) {
      if (!taken.add(name)) {
        throw new CodecException(
            "%s: %s can be two types named %s; register a name for one"
                .formatted(where, type, name),
            null);
      }
    }
    return new Case(names, links.link(leaf, leaf.toString()));
  }

  /** The final types that a sealed one permits, directly or by another sealed one. */
  private Stream<ValueType> leaves(ValueType type) {
    boolean isBranch = type.raw().isSealed() && registry.form(type.raw()).isEmpty();
    if (!isBranch || type.raw().isEnum()) {
      return Stream.of(type);
    }
    return Arrays.stream(type.raw().getPermittedSubclasses())
        .map(permitted -> specialized(permitted, type))
        .flatMap(Optional::stream)
        .flatMap(this::leaves);
  }

  /** Returns a permitted type with its arguments, if a value of it can be of the sealed type. */
  private Optional<ValueType> specialized(Class<?> permitted, ValueType of) {
    Map<TypeVariable<?>, ValueType> found = new HashMap<>();
    for (Type parent : parents(permitted)) {
      boolean isIt =
          parent == of.raw()
              || (parent instanceof ParameterizedType generic && generic.getRawType() == of.raw());
      if (isIt && !(parent instanceof Class<?>) && !Resolution.unify(parent, of, found)) {
        return Optional.empty();
      }
    }
    List<ValueType> arguments = new ArrayList<>();
    for (TypeVariable<?> parameter : permitted.getTypeParameters()) {
      arguments.add(new Resolution(found).resolve(parameter, where));
    }
    return Optional.of(new ValueType(permitted, arguments));
  }

  private static List<Type> parents(Class<?> type) {
    List<Type> all = new ArrayList<>(List.of(type.getGenericInterfaces()));
    Type parent = type.getGenericSuperclass();
    if (parent != null) {
      all.add(parent);
    }
    return all;
  }
}
