package io.maestro.testkit.surface;

import io.maestro.strategy.Decision;
import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Makes up arguments that fit their declared types, and are bad in every other way. */
final class BadArguments {
  private static final int DEEPEST = 12;
  private static final int NULLS_IN_100 = 12;
  private static final int KEPT = 30;

  private final Random random;
  private final Specimens specimens;
  private final Map<Class<?>, List<Object>> before = new HashMap<>();
  private int depth;

  BadArguments(Random random, Specimens specimens) {
    this.random = random;
    this.specimens = specimens;
  }

  Object[] forCall(Member member) {
    Type[] types = member.code().getGenericParameterTypes();
    Object[] made = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      made[i] = make(types[i], Bindings.FREE);
    }
    return made;
  }

  /** Returns a target for a call, or null if there can be none. */
  Object target(Class<?> type) {
    for (int attempt = 0; attempt < 20; attempt++) {
      Object made = instance(type);
      if (made != null) {
        return made;
      }
    }
    return null;
  }

  /** Returns what a host's code answers. */
  Object answer(Type type, Bindings bindings) {
    return type == void.class ? null : make(type, bindings);
  }

  private Object make(Type declared, Bindings bindings) {
    Type type = bindings.plain(declared);
    if (type instanceof Class<?> known && known.isPrimitive()) {
      return oneOf(
          depth > 1 && random.nextInt(10) > 0 ? BadValues.fine(known) : BadValues.of(known));
    }
    if (depth > DEEPEST || random.nextInt(100) < (depth == 0 ? NULLS_IN_100 : 1)) {
      return null;
    }
    depth++;
    try {
      return notNull(type, bindings);
    } finally {
      depth--;
    }
  }

  private Object notNull(Type type, Bindings bindings) {
    if (type instanceof ParameterizedType generic) {
      return generic((Class<?>) generic.getRawType(), generic, bindings);
    }
    if (type instanceof GenericArrayType array) {
      return array(raw(array.getGenericComponentType()), array.getGenericComponentType(), bindings);
    }
    Class<?> known = (Class<?>) type;
    return known.isArray() && known != byte[].class
        ? array(known.getComponentType(), known.getComponentType(), bindings)
        : plain(known);
  }

  private static Class<?> raw(Type type) {
    return type instanceof ParameterizedType generic
        ? (Class<?>) generic.getRawType()
        : Object.class;
  }

  private Object array(Class<?> component, Type type, Bindings bindings) {
    Object array = Array.newInstance(component, random.nextInt(3));
    for (int i = 0; i < Array.getLength(array); i++) {
      Array.set(array, i, make(type, bindings));
    }
    return array;
  }

  private Object generic(Class<?> raw, ParameterizedType type, Bindings bindings) {
    Type first = bindings.plain(type.getActualTypeArguments()[0]);
    if (raw == Optional.class) {
      return Optional.ofNullable(make(first, bindings));
    }
    if (Collection.class.isAssignableFrom(raw)) {
      return fill(raw == Set.class ? new LinkedHashSet<>() : new ArrayList<>(), first, bindings);
    }
    if (raw == Map.class) {
      return map(first, type.getActualTypeArguments()[1], bindings);
    }
    if (raw == Class.class) {
      return classOf(type.getActualTypeArguments()[0], bindings);
    }
    if (CompletionStage.class.isAssignableFrom(raw)) {
      return future(first, bindings);
    }
    if (raw == Decision.class) {
      return random.nextBoolean() ? make(first, bindings) : Decision.stop("enough");
    }
    return instanceOrHostCode(raw, bindings.within(type));
  }

  private Collection<Object> fill(Collection<Object> empty, Type type, Bindings bindings) {
    for (int left = random.nextInt(4); left > 0; left--) {
      empty.add(make(type, bindings));
    }
    return empty;
  }

  private Map<Object, Object> map(Type keys, Type values, Bindings bindings) {
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int left = random.nextInt(4); left > 0; left--) {
      map.put(make(keys, bindings), make(values, bindings));
    }
    return map;
  }

  /** A class whose type argument is open may be any; one that is bound must be that. */
  private Object classOf(Type argument, Bindings bindings) {
    Type bound = bindings.plain(argument);
    if (bound == Object.class) {
      return oneOf(List.of(String.class, int.class, List.class, Object[].class, Map.Entry.class));
    }
    return bound instanceof Class<?> ? bound : String.class;
  }

  private Object future(Type type, Bindings bindings) {
    return oneOf(
        List.of(
            new CompletableFuture<>(),
            CompletableFuture.failedFuture(new HostException()),
            CompletableFuture.completedFuture(make(type, bindings))));
  }

  private Object plain(Class<?> type) {
    List<?> known = BadValues.of(type);
    if (type == String.class && depth > 1 && random.nextInt(10) > 0) {
      return "name";
    }
    return known.isEmpty() ? instanceOrHostCode(type, Bindings.FREE) : oneOf(known);
  }

  private Object instanceOrHostCode(Class<?> type, Bindings bindings) {
    Object made = instance(type);
    return made == null && type.isInterface() && !type.isSealed()
        ? HostCode.behind(type, this, bindings, random)
        : made;
  }

  private Object instance(Class<?> type) {
    if (type.isEnum()) {
      return oneOf(List.of(type.getEnumConstants()));
    }
    if (specimens.has(type)) {
      return specimens.one(type);
    }
    if (type.isInterface() && !type.isSealed()) {
      return null;
    }
    return type.getPackageName().startsWith("io.maestro") ? built(type) : null;
  }

  /** Calls one of the type's own constructors and factories, or takes what one gave before. */
  private Object built(Class<?> type) {
    List<Object> kept = before.computeIfAbsent(type, first -> new ArrayList<>());
    if (kept.size() >= KEPT || (!kept.isEmpty() && random.nextBoolean())) {
      return oneOf(kept);
    }
    Object made = builtNow(type);
    if (made != null) {
      kept.add(made);
    }
    return made;
  }

  private Object builtNow(Class<?> type) {
    List<Member> makers = Makers.of(type);
    for (int attempt = 0; attempt < 3 && !makers.isEmpty(); attempt++) {
      Member maker = makers.get(random.nextInt(makers.size()));
      try {
        return maker.call(null, forPart(maker));
      } catch (InvocationTargetException refused) {
        // Judged where the maker itself is called.
      }
    }
    return null;
  }

  /** Parts are mostly fine: else nothing large would ever be built. */
  private Object[] forPart(Member maker) {
    depth++;
    try {
      return forCall(maker);
    } finally {
      depth--;
    }
  }

  private Object oneOf(List<?> values) {
    return values.get(random.nextInt(values.size()));
  }
}
