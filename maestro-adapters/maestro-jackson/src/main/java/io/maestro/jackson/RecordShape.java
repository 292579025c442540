package io.maestro.jackson;

import io.maestro.codec.CodecException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A record: an object with a property for each component, in their order, and before them its
 * version if that is not the first.
 */
final class RecordShape implements Shape {
  /** Names the version; no component can have such a name. */
  static final String VERSION = "@v";

  /**
   * A component.
   *
   * @param name its name
   * @param accessor reads it from a record
   * @param link how it is written
   */
  record Component(String name, Method accessor, Link link) {}

  private final Class<?> type;
  private final Versions versions;
  private final List<Component> components;
  private final Map<String, Integer> places = new HashMap<>();
  private final Constructor<?> constructor;

  RecordShape(
      Class<?> type, Versions versions, List<Component> components, Constructor<?> constructor) {
    this.type = type;
    this.versions = versions;
    this.components = List.copyOf(components);
    this.constructor = constructor;
    for (Component component : components) {
      places.put(component.name(), places.size());
    }
  }

  @Override
  public void write(Object value, Writing to) {
    Scalars.cast(type, value);
    to.out().writeStartObject();
    if (versions.current() > 1) {
      to.out().writeName(VERSION);
      to.out().writeNumber(versions.current());
    }
    for (Component component : components) {
      to.out().writeName(component.name());
      to.part(component.name(), component.link(), valueOf(component, value));
    }
    to.out().writeEndObject();
  }

  private @Nullable Object valueOf(Component component, Object value) {
    try {
      return component.accessor().invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new CodecException(component.name() + " of " + name() + " could not be read", cause(e));
    }
  }

  @Override
  public Object read(Reading from) {
    from.expect(JsonToken.START_OBJECT);
    JsonToken first = from.next();
    int version = 1;
    if (first == JsonToken.PROPERTY_NAME && from.in().currentName().equals(VERSION)) {
      from.next();
      version = from.whole().in().getIntValue();
      from.next();
    }
    versions.checkKnown(name(), version);
    return version == versions.current() ? readCurrent(from) : readOlder(from, version);
  }

  /** Reads the properties of the version of this code, from the first name. */
  private Object readCurrent(Reading from) {
    @Nullable Object[] values = new @Nullable Object[components.size()];
    boolean[] isThere = new boolean[components.size()];
    while (from.token() != JsonToken.END_OBJECT) {
      int place = place(from.in().currentName());
      if (isThere[place]) {
        throw new CodecException(components.get(place).name() + " is there twice", null);
      }
      isThere[place] = true;
      from.next();
      values[place] = from.part(components.get(place).name(), components.get(place).link());
      from.next();
    }
    for (int i = 0; i < values.length; i++) {
      if (!isThere[i]) {
        values[i] = absent(components.get(i));
      }
    }
    return make(values);
  }

  private int place(String name) {
    Integer place = places.get(name);
    if (place == null) {
      throw new CodecException(
          "it has a property that %s, version %d, does not know; %s"
              .formatted(name(), versions.current(), ADVICE),
          null);
    }
    return place;
  }

  private @Nullable Object absent(Component component) {
    if (!component.link().mayBeMissing()) {
      throw new CodecException(
          "%s of %s, version %d, is missing; %s"
              .formatted(component.name(), name(), versions.current(), ADVICE),
          null);
    }
    return component.link().absent();
  }

  private static final String ADVICE =
      "if the type has changed its shape, give it a new version and an upcaster";

  private Object readOlder(Reading from, int version) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    while (from.token() != JsonToken.END_OBJECT) {
      String property = from.in().currentName();
      from.next();
      tree.set(property, from.tree());
      from.next();
    }
    Reading changed = from.of(versions.upcast(name(), version, tree));
    changed.expect(JsonToken.START_OBJECT);
    changed.next();
    return readCurrent(changed);
  }

  private Object make(@Nullable Object[] values) {
    try {
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new CodecException("the constructor of " + name() + " refuses it", cause(e));
    }
  }

  private static Throwable cause(ReflectiveOperationException failure) {
    Throwable cause = failure.getCause();
    if (failure instanceof InvocationTargetException
        && cause instanceof VirtualMachineError fatal) {
      throw fatal;
    }
    return cause == null ? failure : cause;
  }

  private String name() {
    return type.getSimpleName();
  }
}
