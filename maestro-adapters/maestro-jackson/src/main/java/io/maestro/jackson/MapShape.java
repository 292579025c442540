package io.maestro.jackson;

import io.maestro.codec.CodecException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/**
 * A map: an object if its keys are text, else an array of pairs.
 *
 * @param key each key
 * @param value each value
 * @param order which order the entries are written in
 * @param close makes the map of its entries
 */
record MapShape(
    Link key,
    Link value,
    ItemsShape.Order order,
    Function<Map<@Nullable Object, @Nullable Object>, Object> close)
    implements Shape {

  /** An entry whose key is text already. */
  private record Entry(String key, @Nullable Object value) {}

  @Override
  public void write(Object map, Writing to) {
    if (key.shape() instanceof KeyShape keys) {
      to.out().writeStartObject();
      entries(map, each -> keys.text(notNull(each)))
          .forEach(
              entry -> {
                to.out().writeName(entry.key());
                to.part("[value]", value, entry.value());
              });
      to.out().writeEndObject();
    } else {
      to.out().writeStartArray();
      entries(map, each -> to.text("[key]", key, each))
          .forEach(
              entry -> {
                to.out().writeStartArray();
                to.out().writeRawValue(entry.key());
                to.part("[value]", value, entry.value());
                to.out().writeEndArray();
              });
      to.out().writeEndArray();
    }
  }

  private Stream<Entry> entries(Object map, Function<@Nullable Object, String> text) {
    Map<?, ?> entries = Scalars.cast(Map.class, map);
    if (order == ItemsShape.Order.NATURAL
        && Scalars.cast(SortedMap.class, map).comparator() != null) {
      throw new CodecException("a sorted map with a comparator; use a plain Map", null);
    }
    Stream<Entry> all =
        entries.entrySet().stream()
            .map(entry -> new Entry(text.apply(entry.getKey()), entry.getValue()));
    return order == ItemsShape.Order.AS_GIVEN ? all : all.sorted(Comparator.comparing(Entry::key));
  }

  private static Object notNull(@Nullable Object key) {
    if (key == null) {
      throw new CodecException("the key of a map is null", null);
    }
    return key;
  }

  @Override
  public Object read(Reading from) {
    Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>();
    if (key.shape() instanceof KeyShape keys) {
      from.expect(JsonToken.START_OBJECT);
      while (from.next() != JsonToken.END_OBJECT) {
        String name = from.in().currentName();
        Object read = keys.parse(name);
        from.next();
        put(entries, read, from.part("[value]", value));
      }
    } else {
      from.expect(JsonToken.START_ARRAY);
      while (from.next() != JsonToken.END_ARRAY) {
        readPair(from, entries);
      }
    }
    return close.apply(entries);
  }

  private void readPair(Reading from, Map<@Nullable Object, @Nullable Object> entries) {
    from.expect(JsonToken.START_ARRAY);
    from.next();
    Object read = from.part("[key]", key);
    from.next();
    put(entries, read, from.part("[value]", value));
    from.next();
    from.expect(JsonToken.END_ARRAY);
  }

  private static void put(
      Map<@Nullable Object, @Nullable Object> entries,
      @Nullable Object key,
      @Nullable Object value) {
    if (entries.containsKey(key)) {
      throw new CodecException("a key of a map is there twice", null);
    }
    entries.put(key, value);
  }
}
