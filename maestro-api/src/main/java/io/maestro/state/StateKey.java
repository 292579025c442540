package io.maestro.state;

import static java.util.Objects.requireNonNull;

import io.maestro.codec.TypeToken;
import io.maestro.run.Names;

/**
 * The typed identity of a state, declared once and shared by all who use it.
 *
 * <p>Two keys of the same component and name are the same state; a state has one type.
 *
 * @param component whose state it is, 1 to 100 characters of {@code [A-Za-z0-9._:/-]}
 * @param name which of its states, 1 to 200 characters of {@code [A-Za-z0-9._:/-]}
 * @param type the type of its values
 * @param <T> the type of its values; use immutable types
 */
public record StateKey<T>(String component, String name, TypeToken<T> type) {
  /** The largest number of characters in a component's name. */
  public static final int MAX_COMPONENT = 100;

  /** Checks the names. */
  public StateKey {
    requireNonNull(type, "type");
    Names.check(component, "a component's name");
    Names.check(name, "a state's name");
    if (component.length() > MAX_COMPONENT) {
      throw new IllegalArgumentException(
          "a component's name has at most %d characters: '%s'".formatted(MAX_COMPONENT, component));
    }
  }

  /** Returns the key of a state whose values are of a class. */
  public static <T> StateKey<T> of(String component, String name, Class<T> type) {
    return new StateKey<>(component, name, TypeToken.of(type));
  }

  /** Returns component and name, without the type. */
  @Override
  public String toString() {
    return component + "/" + name;
  }
}
