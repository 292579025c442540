package io.maestro.jackson;

import io.maestro.codec.CodecException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/**
 * One of a closed set of types: an object with one property, named as the type that it is.
 *
 * @param type what is sealed
 * @param cases what it can be
 */
record SealedShape(Class<?> type, List<Case> cases) implements Shape {
  /**
   * One of the set.
   *
   * @param names its logical name, then those that it had
   * @param link how it is written
   */
  record Case(List<String> names, Link link) {
    Case {
      names = List.copyOf(names);
    }
  }

  SealedShape {
    cases = List.copyOf(cases);
  }

  @Override
  public void write(Object value, Writing to) {
    for (Case each : cases) {
      if (each.link().type().raw().isInstance(value)) {
        to.out().writeStartObject();
        to.out().writeName(each.names().get(0));
        to.part(each.names().get(0), each.link(), value);
        to.out().writeEndObject();
        return;
      }
    }
    throw new CodecException(
        "a %s where %s is declared"
            .formatted(value.getClass().getSimpleName(), type.getSimpleName()),
        null);
  }

  @Override
  public Object read(Reading from) {
    from.expect(JsonToken.START_OBJECT);
    from.next();
    from.expect(JsonToken.PROPERTY_NAME);
    Case found = named(from.in().currentName());
    from.next();
    @Nullable Object value = from.part(found.names().get(0), found.link());
    if (value == null) {
      throw new CodecException("null where " + type.getSimpleName() + " is expected", null);
    }
    from.next();
    from.expect(JsonToken.END_OBJECT);
    return value;
  }

  private Case named(String name) {
    return cases.stream()
        .filter(each -> each.names().contains(name))
        .findFirst()
        .orElseThrow(
            () ->
                new CodecException(
                    "it is none of what %s can be; if one was renamed, register its old name"
                        .formatted(type.getSimpleName()),
                    null));
  }
}
