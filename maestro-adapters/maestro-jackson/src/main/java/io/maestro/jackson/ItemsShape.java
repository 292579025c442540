package io.maestro.jackson;

import io.maestro.codec.CodecException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/**
 * An array of items: a list, a set, or an array.
 *
 * @param item each item
 * @param order which order they are written in
 * @param open returns the items of a value
 * @param close makes the value of items
 */
record ItemsShape(
    Link item,
    Order order,
    Function<Object, Collection<? extends @Nullable Object>> open,
    Function<List<@Nullable Object>, Object> close)
    implements Shape {
  /** Which order the items are written in. */
  enum Order {
    AS_GIVEN,
    BY_TEXT,
    /** By text, and the values must be sorted naturally: no comparator is written. */
    NATURAL
  }

  @Override
  public void write(Object value, Writing to) {
    to.out().writeStartArray();
    if (order == Order.AS_GIVEN) {
      int index = 0;
      for (Object each : open.apply(value)) {
        to.part("[" + index++ + "]", item, each);
      }
    } else {
      open.apply(value).stream()
          .map(each -> to.text("[]", item, each))
          .sorted()
          .forEach(to.out()::writeRawValue);
    }
    to.out().writeEndArray();
  }

  @Override
  public Object read(Reading from) {
    from.expect(JsonToken.START_ARRAY);
    List<@Nullable Object> items = new ArrayList<>();
    while (from.next() != JsonToken.END_ARRAY) {
      items.add(from.part("[" + items.size() + "]", item));
    }
    return close.apply(items);
  }

  /** Makes a set of items, none of which may be there twice. */
  static <C extends Collection<@Nullable Object>> C distinct(List<@Nullable Object> items, C set) {
    for (Object each : items) {
      if (!set.add(each)) {
        throw new CodecException("an element of a set is there twice", null);
      }
    }
    return set;
  }
}
