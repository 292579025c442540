package io.maestro.message;

import static java.util.Objects.requireNonNull;

import io.maestro.codec.TypeToken;

/**
 * A typed address that answers questions.
 *
 * @param name 1 to 200 characters of {@code [A-Za-z0-9._:/-]}
 * @param question the type of its questions
 * @param reply the type of its replies
 * @param <Q> the type of its questions; use immutable types
 * @param <P> the type of its replies; use immutable types
 */
public record Service<Q, P>(String name, TypeToken<Q> question, TypeToken<P> reply) {
  /** Checks the name. */
  public Service {
    requireNonNull(question, "question");
    requireNonNull(reply, "reply");
    AddressName.check(name, "a service");
  }

  /** Returns the service of a name for questions and replies of two classes. */
  public static <Q, P> Service<Q, P> of(String name, Class<Q> question, Class<P> reply) {
    return new Service<>(name, TypeToken.of(question), TypeToken.of(reply));
  }
}
