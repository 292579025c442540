package io.maestro.testkit.surface;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A public method or constructor of an exported type. */
record Member(Class<?> type, Executable code) {
  static List<Member> of(Class<?> type) {
    return Stream.concat(
            Arrays.stream(type.getConstructors()), Arrays.stream(type.getDeclaredMethods()))
        .filter(code -> Modifier.isPublic(code.getModifiers()) && !code.isSynthetic())
        .map(code -> new Member(type, code))
        .sorted(Comparator.comparing(Member::toString))
        .toList();
  }

  boolean needsTarget() {
    return code instanceof Method && !Modifier.isStatic(code.getModifiers());
  }

  /** Calls it; what it throws is wrapped. */
  Object call(Object target, Object[] arguments) throws InvocationTargetException {
    try {
      return code instanceof Constructor<?> constructor
          ? constructor.newInstance(arguments)
          : ((Method) code).invoke(target, arguments);
    } catch (IllegalAccessException | InstantiationException impossible) {
      throw new IllegalStateException(this + " can't be called", impossible);
    }
  }

  /** The type and name, as {@code Retry.upTo(int)}. */
  @Override
  public String toString() {
    String parameters =
        Arrays.stream(code.getParameterTypes())
            .map(Class::getSimpleName)
            .collect(Collectors.joining(","));
    String name = code instanceof Constructor<?> ? "new" : code.getName();
    return typeName() + "." + name + "(" + parameters + ")";
  }

  /** The type's name without its package. */
  String typeName() {
    return type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
  }
}
