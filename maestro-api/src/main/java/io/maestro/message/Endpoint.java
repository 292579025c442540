package io.maestro.message;

import static java.util.Objects.requireNonNull;

import io.maestro.codec.TypeToken;

/**
 * A typed address with exactly one receiver, declared once and shared by sender and receiver: a
 * run's inbox, or what one handler of a maestro listens to.
 *
 * @param name 1 to 200 characters of {@code [A-Za-z0-9._:/-]}
 * @param type the type of its messages
 * @param <M> the type of its messages; use immutable types
 */
public record Endpoint<M>(String name, TypeToken<M> type) {
  /** Checks the name. */
  public Endpoint {
    requireNonNull(type, "type");
    AddressName.check(name, "an endpoint");
  }

  /** Returns the endpoint of a name for messages of a class. */
  public static <M> Endpoint<M> of(String name, Class<M> type) {
    return new Endpoint<>(name, TypeToken.of(type));
  }
}
