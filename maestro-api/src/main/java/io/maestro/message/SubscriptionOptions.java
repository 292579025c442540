package io.maestro.message;

import static java.util.Objects.requireNonNull;

/**
 * How a subscriber's messages wait.
 *
 * @param capacity how many wait at most, 1 to 1,000,000
 * @param overflow what becomes of those that find the queue full; a request that is dropped fails
 *     with {@link RequestFailedException.Reason#OVERFLOW} in any case
 */
public record SubscriptionOptions(int capacity, Overflow overflow) {
  /** How many messages wait at most if nothing is set. */
  public static final int DEFAULT_CAPACITY = 1_024;

  /** The largest number of messages that a queue can be made for. */
  public static final int MAX_CAPACITY = 1_000_000;

  /** Checks the parts. */
  public SubscriptionOptions {
    requireNonNull(overflow, "overflow");
    if (capacity < 1 || capacity > MAX_CAPACITY) {
      throw new IllegalArgumentException(
          "the capacity of a queue is 1 to %,d messages: %d".formatted(MAX_CAPACITY, capacity));
    }
  }

  /** Returns a queue of {@link #DEFAULT_CAPACITY} that refuses what it can't take. */
  public static SubscriptionOptions defaults() {
    return new SubscriptionOptions(DEFAULT_CAPACITY, Overflow.REFUSE);
  }

  /** Returns these options with another capacity. */
  public SubscriptionOptions capacity(int messages) {
    return new SubscriptionOptions(messages, overflow);
  }

  /** Returns these options with another answer to a full queue. */
  public SubscriptionOptions overflow(Overflow whenFull) {
    return new SubscriptionOptions(capacity, whenFull);
  }
}
