package io.maestro.message;

import static java.util.Objects.requireNonNull;

import io.maestro.codec.TypeToken;

/**
 * A typed address with any number of subscribers, each of which gets every message.
 *
 * @param name 1 to 200 characters of {@code [A-Za-z0-9._:/-]}
 * @param type the type of its messages
 * @param <M> the type of its messages; use immutable types, since all subscribers see one object
 */
public record Topic<M>(String name, TypeToken<M> type) {
  /** Checks the name. */
  public Topic {
    requireNonNull(type, "type");
    AddressName.check(name, "a topic");
  }

  /** Returns the topic of a name for messages of a class. */
  public static <M> Topic<M> of(String name, Class<M> type) {
    return new Topic<>(name, TypeToken.of(type));
  }
}
