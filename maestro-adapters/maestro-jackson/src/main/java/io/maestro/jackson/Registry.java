package io.maestro.jackson;

import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the host has said about types.
 *
 * @param names logical names of classes, if not their simple ones
 * @param former names that classes had before
 * @param versions versions of records, if not the first
 * @param forms what classes that are no records are written as
 */
record Registry(
    Map<Class<?>, String> names,
    Map<Class<?>, List<String>> former,
    Map<Class<?>, Versions> versions,
    Map<Class<?>, Form<?, ?>> forms) {
  private static final int MOST_NAMES = 1_000;

  Registry {
    names = Map.copyOf(names);
    former = Map.copyOf(former);
    versions = Map.copyOf(versions);
    forms = Map.copyOf(forms);
  }

  Versions versions(Class<?> type) {
    return versions.getOrDefault(type, Versions.FIRST);
  }

  Optional<Form<?, ?>> form(Class<?> type) {
    return Optional.ofNullable(forms.get(type));
  }

  /** Returns the logical name of a class, then those that it had. */
  List<String> namesOf(Class<?> type) {
    List<String> all = new ArrayList<>();
    all.add(names.getOrDefault(type, boxed(type).getSimpleName()));
    all.addAll(former.getOrDefault(type, List.of()));
    return all;
  }

  /** Returns the logical name of a type, then those that it may have been stored under. */
  Set<String> namesOf(ValueType type) {
    Set<String> all = new LinkedHashSet<>();
    for (String name : namesOf(type.raw())) {
      all.addAll(withArguments(name, type.arguments()));
    }
    return all;
  }

  private List<String> withArguments(String name, List<ValueType> arguments) {
    if (arguments.isEmpty()) {
      return List.of(name);
    }
    List<String> beginnings = List.of(name + "<");
    for (int i = 0; i < arguments.size(); i++) {
      String end = i == arguments.size() - 1 ? ">" : ",";
      Set<String> next = namesOf(arguments.get(i));
      beginnings =
          beginnings.stream()
              .flatMap(beginning -> next.stream().map(each -> beginning + each + end))
              .limit(MOST_NAMES)
              .toList();
    }
    return beginnings;
  }

  private static Class<?> boxed(Class<?> type) {
    return type.isPrimitive() ? MethodType.methodType(type).wrap().returnType() : type;
  }
}
