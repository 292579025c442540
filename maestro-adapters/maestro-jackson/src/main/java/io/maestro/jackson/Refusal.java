package io.maestro.jackson;

import java.lang.reflect.Modifier;

/** Why a type can't be written, and what to do. */
final class Refusal {
  private Refusal() {}

  static String of(Class<?> type) {
    String name = type.getSimpleName();
    if (type == Object.class) {
      return "Object says nothing of what it holds; declare the type, or seal an interface of the"
          + " types that it can be";
    }
    if (type.isInterface()) {
      return "the interface " + name + " is not sealed; seal it, or declare the record";
    }
    if (type.isAnonymousClass() || (type.isMemberClass() && !isStatic(type))) {
      return "the class "
          + type.getName()
          + " belongs to an instance of another one; make it a record";
    }
    return "the class %s is no record; make it one, or say what it is written as: writtenAs(%s.class, ...)"
        .formatted(name, name);
  }

  private static boolean isStatic(Class<?> type) {
    return Modifier.isStatic(type.getModifiers());
  }
}
