package io.maestro.testkit.log;

import java.lang.reflect.InvocationTargetException;
import java.util.Map;

/**
 * SLF4J's context of the current thread; by reflection, since the kit's module does not read it.
 */
final class Mdc {
  private Mdc() {}

  static void put(String key, String value) {
    call("put", new Class<?>[] {String.class, String.class}, key, value);
  }

  static void clear() {
    call("clear", new Class<?>[0]);
  }

  static String all() {
    Object map = call("getCopyOfContextMap", new Class<?>[0]);
    return map == null ? "{}" : String.valueOf(new java.util.TreeMap<>((Map<?, ?>) map));
  }

  private static Object call(String method, Class<?>[] types, Object... arguments) {
    try {
      return Class.forName("org.slf4j.MDC").getMethod(method, types).invoke(null, arguments);
    } catch (ClassNotFoundException
        | NoSuchMethodException
        | IllegalAccessException
        | InvocationTargetException broken) {
      throw new LinkageError("SLF4J is not there", broken);
    }
  }
}
