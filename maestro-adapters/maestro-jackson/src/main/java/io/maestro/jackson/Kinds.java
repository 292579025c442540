package io.maestro.jackson;

import io.maestro.codec.CodecException;
import io.maestro.jackson.ItemsShape.Order;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The JDK's containers. */
final class Kinds {
  /** Makes the shape of a container, given how to link to what it holds. */
  interface Maker {
    Shape make(ValueType type, Function<ValueType, Link> links);
  }

  private static final Map<Class<?>, Maker> ALL = all();

  private Kinds() {}

  static Optional<Maker> find(Class<?> type) {
    return Optional.ofNullable(ALL.get(type))
        .or(() -> type.isArray() ? Optional.of(Kinds::array) : Optional.empty());
  }

  private static Map<Class<?>, Maker> all() {
    Map<Class<?>, Maker> all = new HashMap<>();
    addOptionals(all);
    addItems(all);
    addMaps(all);
    return Map.copyOf(all);
  }

  private static void addOptionals(Map<Class<?>, Maker> all) {
    all.put(Optional.class, (type, links) -> OptionalShape.of(links.apply(notOptional(type))));
    all.put(
        OptionalInt.class,
        (type, links) -> OptionalShape.ofInt(links.apply(ValueType.of(Integer.class))));
    all.put(
        OptionalLong.class,
        (type, links) -> OptionalShape.ofLong(links.apply(ValueType.of(Long.class))));
    all.put(
        OptionalDouble.class,
        (type, links) -> OptionalShape.ofDouble(links.apply(ValueType.of(Double.class))));
  }

  private static ValueType notOptional(ValueType type) {
    ValueType held = type.argument(0);
    if (held.raw().getSimpleName().startsWith("Optional")
        && held.raw().getPackageName().equals("java.util")) {
      throw new CodecException(
          type + ": an Optional of an Optional can't be told from an empty one", null);
    }
    return held;
  }

  private static void addItems(Map<Class<?>, Maker> all) {
    Maker list = items(Order.AS_GIVEN, Collections::unmodifiableList);
    all.put(Collection.class, list);
    all.put(List.class, list);
    all.put(ArrayList.class, items(Order.AS_GIVEN, ArrayList::new));
    all.put(
        java.util.Set.class,
        items(
            Order.BY_TEXT,
            found ->
                Collections.unmodifiableSet(
                    ItemsShape.distinct(found, new LinkedHashSet<@Nullable Object>()))));
    all.put(
        HashSet.class,
        items(Order.BY_TEXT, found -> ItemsShape.distinct(found, new HashSet<@Nullable Object>())));
    all.put(
        LinkedHashSet.class,
        items(
            Order.AS_GIVEN,
            found -> ItemsShape.distinct(found, new LinkedHashSet<@Nullable Object>())));
    Maker sorted =
        items(Order.NATURAL, found -> ItemsShape.distinct(found, new TreeSet<@Nullable Object>()));
    all.put(SortedSet.class, sorted);
    all.put(NavigableSet.class, sorted);
    all.put(TreeSet.class, sorted);
    all.put(EnumSet.class, Kinds::enumSet);
  }

  private static Maker items(Order order, Function<List<@Nullable Object>, Object> close) {
    return (type, links) ->
        new ItemsShape(
            links.apply(type.argument(0)),
            order,
            value ->
                order == Order.NATURAL
                    ? naturally(Scalars.cast(SortedSet.class, value))
                    : Scalars.cast(Collection.class, value),
            close);
  }

  /** Refuses an order that can't be written. */
  private static Collection<?> naturally(SortedSet<?> items) {
    if (items.comparator() != null) {
      throw new CodecException("a sorted set with a comparator; use a plain Set", null);
    }
    return items;
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // the class is the enum's own
  private static Shape enumSet(ValueType type, Function<ValueType, Link> links) {
    return new ItemsShape(
        links.apply(type.argument(0)),
        Order.BY_TEXT,
        value -> Scalars.cast(EnumSet.class, value),
        found -> {
          EnumSet set = EnumSet.noneOf((Class) type.argument(0).raw());
          return ItemsShape.distinct(found, (Collection<@Nullable Object>) set);
        });
  }

  private static Shape array(ValueType type, Function<ValueType, Link> links) {
    Class<?> component = type.raw().getComponentType();
    return new ItemsShape(
        links.apply(ValueType.of(component)),
        Order.AS_GIVEN,
        value -> elements(Scalars.cast(type.raw(), value)),
        found -> {
          Object array = Array.newInstance(component, found.size());
          for (int i = 0; i < found.size(); i++) {
            Array.set(array, i, found.get(i));
          }
          return array;
        });
  }

  private static List<@Nullable Object> elements(Object array) {
    List<@Nullable Object> all = new ArrayList<>();
    for (int i = 0; i < Array.getLength(array); i++) {
      all.add(Array.get(array, i));
    }
    return all;
  }

  private static void addMaps(Map<Class<?>, Maker> all) {
    all.put(Map.class, map(Order.BY_TEXT, Collections::unmodifiableMap));
    all.put(HashMap.class, map(Order.BY_TEXT, HashMap::new));
    all.put(LinkedHashMap.class, map(Order.AS_GIVEN, LinkedHashMap::new));
    Maker concurrent = map(Order.BY_TEXT, ConcurrentHashMap::new);
    all.put(ConcurrentMap.class, concurrent);
    all.put(ConcurrentHashMap.class, concurrent);
    Maker sorted = map(Order.NATURAL, Kinds::sortedMap);
    all.put(SortedMap.class, sorted);
    all.put(NavigableMap.class, sorted);
    all.put(TreeMap.class, sorted);
    all.put(EnumMap.class, Kinds::enumMap);
  }

  private static Maker map(
      Order order, Function<Map<@Nullable Object, @Nullable Object>, Object> close) {
    return (type, links) ->
        new MapShape(links.apply(type.argument(0)), links.apply(type.argument(1)), order, close);
  }

  private static Object sortedMap(Map<@Nullable Object, @Nullable Object> entries) {
    return new TreeMap<>(entries);
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // the class is the enum's own
  private static Shape enumMap(ValueType type, Function<ValueType, Link> links) {
    return new MapShape(
        links.apply(type.argument(0)),
        links.apply(type.argument(1)),
        Order.BY_TEXT,
        entries -> {
          EnumMap map = new EnumMap((Class) type.argument(0).raw());
          map.putAll(entries);
          return map;
        });
  }
}
