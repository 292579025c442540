package io.maestro.message;

/**
 * A handler at its address, with its own queue, until it is closed. Thread-safe.
 *
 * <p>It is closed with its maestro too.
 */
public interface Subscription extends AutoCloseable {
  /** Returns the name of the address. */
  String address();

  /** Returns how many messages wait in the queue. */
  int waiting();

  /** Returns whether it has been closed. */
  boolean isClosed();

  /**
   * Ends it: nothing more is accepted, a message in work is finished, and what waits becomes dead
   * letters; requests that wait fail with {@link RequestFailedException.Reason#NO_HANDLER}.
   * Idempotent; may be called by the handler itself.
   */
  @Override
  void close();
}
