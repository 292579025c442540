package io.maestro.testkit.tck;

import io.maestro.store.StateStore;
import io.maestro.store.StateStoreFactory;
import io.maestro.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A store's contents as the conformance tests use them, with what only their implementer knows: how
 * they are opened, how time passes for them, and how they crash.
 *
 * <p><b>Threading:</b> called by the thread of one test. <b>Lifecycle:</b> made for one test by
 * {@link StateStoreTck#contents}, closed after it, when every store opened on it has been closed.
 */
public interface StoreUnderTest extends AutoCloseable {
  /** Returns the time that {@link StateStoreTck#contents} was given. */
  VirtualTime time();

  /** Returns the factory of stores over these contents, the same at every call. */
  StateStoreFactory factory();

  /** Returns what the store can do beside what every store must; nothing unless overridden. */
  default Set<Capability> capabilities() {
    return Set.of();
  }

  /**
   * Lets time pass on the clock that the store goes by, and on the virtual one.
   *
   * <p>Enough for a store that asks the {@link #time()} it was opened with. One whose clock can't
   * be moved, such as a database server's, moves its leases, due times and dates of delivery back
   * instead, and lets virtual time pass besides.
   */
  default void elapse(Duration duration) {
    time().advance(duration);
  }

  /** Returns what the store's clock shows; the virtual time unless overridden. */
  default Instant now() {
    return time().now();
  }

  /**
   * Returns by how much the store's clock may go on by itself during a test; zero unless
   * overridden. Times are compared with this tolerance; at most 5 s.
   */
  default Duration precision() {
    return Duration.ZERO;
  }

  /**
   * Ends a store as the end of its process would: nothing that it had not made durable may come to
   * be, and what the process held, such as a lock on a file, is free. Asked of durable stores only.
   *
   * @param store one that the factory opened
   */
  default void crash(StateStore store) {
    throw new UnsupportedOperationException(
        "a store that is DURABLE says how it crashes: override StoreUnderTest.crash");
  }

  /** Returns what the store's transactions write to; asked if it has {@code TRANSACTIONS}. */
  default Optional<TransactionsUnderTest<?>> transactions() {
    return Optional.empty();
  }

  /** Deletes the contents. */
  @Override
  default void close() {}
}
