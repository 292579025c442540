package io.maestro.testkit.surface;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The constructors and factories of a type, and of the types that a sealed one permits. */
final class Makers {
  private static final Map<Class<?>, List<Member>> FOUND = new ConcurrentHashMap<>();

  private Makers() {}

  static List<Member> of(Class<?> type) {
    List<Member> known = FOUND.get(type);
    if (known == null) {
      known = find(type);
      FOUND.put(type, known);
    }
    return known;
  }

  private static List<Member> find(Class<?> type) {
    List<Member> makers = new ArrayList<>();
    Member.of(type).stream().filter(member -> makes(member, type)).forEach(makers::add);
    if (type.isSealed()) {
      for (Class<?> permitted : type.getPermittedSubclasses()) {
        makers.addAll(of(permitted));
      }
    }
    return makers;
  }

  private static boolean makes(Member member, Class<?> type) {
    return !(member.code() instanceof Method method)
        || (Modifier.isStatic(method.getModifiers())
            && type.isAssignableFrom(method.getReturnType()));
  }
}
