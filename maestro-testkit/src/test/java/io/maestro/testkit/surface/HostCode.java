package io.maestro.testkit.surface;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Random;

/** Code of a host's own, behind any interface: it answers, gives null, or throws. */
final class HostCode implements InvocationHandler {
  private enum Manner {
    GIVES_NULL,
    THROWS,
    ANSWERS
  }

  private final Class<?> type;
  private final Manner manner;
  private final BadArguments arguments;
  private final Bindings bindings;

  private HostCode(Class<?> type, Manner manner, BadArguments arguments, Bindings bindings) {
    this.type = type;
    this.manner = manner;
    this.arguments = arguments;
    this.bindings = bindings;
  }

  static Object behind(Class<?> type, BadArguments arguments, Bindings bindings, Random random) {
    Manner manner = Manner.values()[random.nextInt(knows(type) ? 3 : 2)];
    return Proxy.newProxyInstance(
        HostCode.class.getClassLoader(),
        new Class<?>[] {type},
        new HostCode(type, manner, arguments, bindings));
  }

  /** Other libraries' interfaces have methods whose answers would have to fit their arguments. */
  private static boolean knows(Class<?> type) {
    return type.getName().startsWith("io.maestro.") || type.getName().startsWith("java.");
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] given) {
    if (method.getDeclaringClass() == Object.class) {
      return ofEveryObject(proxy, method, given);
    }
    if (manner == Manner.THROWS) {
      throw new HostException();
    }
    return manner == Manner.ANSWERS || method.getReturnType().isPrimitive()
        ? arguments.answer(method.getGenericReturnType(), bindings)
        : null;
  }

  private Object ofEveryObject(Object proxy, Method method, Object[] given) {
    return switch (method.getName()) {
      case "equals" -> proxy == given[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> manner + " " + type.getSimpleName();
    };
  }
}
