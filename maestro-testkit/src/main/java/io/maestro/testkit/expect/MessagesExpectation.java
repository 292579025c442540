package io.maestro.testkit.expect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Predicate;

/**
 * The messages that came to an address, compared with what a test expects. Each method fails the
 * test or returns this.
 *
 * @param messages the messages, in the order in which they came
 * @param <M> their type
 */
public record MessagesExpectation<M>(List<M> messages) {
  /** Copies the messages. */
  public MessagesExpectation {
    messages = List.copyOf(messages);
  }

  /** Fails unless exactly these messages came, in this order. */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  public final MessagesExpectation<M> exactly(M... expected) {
    assertEquals(List.of(expected), messages);
    return this;
  }

  /** Fails unless nothing came. */
  public MessagesExpectation<M> nothing() {
    assertEquals(List.of(), messages);
    return this;
  }

  /** Fails unless so many messages came. */
  public MessagesExpectation<M> count(int expected) {
    assertEquals(expected, messages.size(), messages::toString);
    return this;
  }

  /** Fails unless a message came of which this is true. */
  public MessagesExpectation<M> some(Predicate<? super M> expected) {
    assertTrue(messages.stream().anyMatch(expected), () -> "none of " + messages);
    return this;
  }
}
