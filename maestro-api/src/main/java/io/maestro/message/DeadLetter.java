package io.maestro.message;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A message that reached nobody, or that nobody could handle, for one of those whom it was for.
 *
 * @param envelope its envelope
 * @param message the message itself; of a late reply, the reply
 * @param reason what became of it
 * @param cause what its handler threw, or empty
 */
public record DeadLetter(
    Envelope envelope, Object message, Reason reason, Optional<Throwable> cause) {
  /** What became of a message. */
  public enum Reason {
    /** Nobody handles the endpoint, or serves the service. */
    NO_HANDLER,
    /** The subscriber's queue was full. */
    OVERFLOW,
    /** The subscription was closed while the message waited. */
    UNSUBSCRIBED,
    /** The request was over before the question was handed over. */
    EXPIRED,
    /** The handler or the service's code threw. */
    FAILED,
    /** A reply that came after its request was over. */
    LATE_REPLY,
    /** The maestro was closed. */
    CLOSED
  }

  /** Checks that nothing is null. */
  public DeadLetter {
    requireNonNull(envelope, "envelope");
    requireNonNull(message, "message");
    requireNonNull(reason, "reason");
    requireNonNull(cause, "cause");
  }

  /** Returns what became of which message, without its content. */
  @Override
  public String toString() {
    return "DeadLetter[%s, %s]".formatted(reason, envelope);
  }
}
