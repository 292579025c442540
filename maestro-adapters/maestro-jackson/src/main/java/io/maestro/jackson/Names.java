package io.maestro.jackson;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects logical names, and the mistakes in them. */
final class Names {
  private final Map<Class<?>, String> current = new HashMap<>();
  private final Map<Class<?>, List<String>> former = new HashMap<>();
  private final Map<String, Class<?>> taken = new HashMap<>();
  private final List<String> mistakes = new ArrayList<>();

  void name(String name, Class<?> type) {
    take(name, type);
    String before = current.putIfAbsent(type, name);
    if (before != null) {
      mistakes.add(
          "%s is named twice: '%s' and '%s'".formatted(type.getSimpleName(), before, name));
    }
  }

  void former(String name, Class<?> type) {
    take(name, type);
    former.computeIfAbsent(type, first -> new ArrayList<>()).add(name);
  }

  private void take(String name, Class<?> type) {
    if (!name.matches("[A-Za-z0-9._-]{1,100}")) {
      mistakes.add("a name is 1 to 100 characters of [A-Za-z0-9._-]: '" + name + "'");
    }
    Class<?> before = taken.putIfAbsent(name, type);
    if (before != null) {
      mistakes.add(
          "the name '%s' is given twice: to %s and to %s"
              .formatted(name, before.getName(), type.getName()));
    }
  }

  Map<Class<?>, String> current() {
    return current;
  }

  Map<Class<?>, List<String>> former() {
    return former;
  }

  List<String> mistakes() {
    return mistakes;
  }
}
