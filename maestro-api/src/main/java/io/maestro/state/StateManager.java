package io.maestro.state;

import io.maestro.run.Watch;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Versioned state of components, written by compare-and-set and as durable as the maestro's store.
 *
 * <p>It is for small values that change now and then and that more than one may write: a switch, a
 * position, a limit. {@link #get} asks the store; what is read or written is remembered besides, so
 * that {@link #watch} can tell of changes and {@link #sync} of differences.
 *
 * <p>Thread-safe. Futures are copies of their own and complete on the maestro's workers. They fail
 * with {@link io.maestro.error.ClosedException} once the maestro is closed, with {@link
 * io.maestro.store.StoreException} if the store can't be asked, with {@link
 * StateTypeMismatchException} if the state has another type than the key, and with {@link
 * io.maestro.error.LimitExceededException} if a value is larger than a payload may be. No method
 * takes null.
 */
public interface StateManager {
  /** The version that stands for "there is no such state". */
  long ABSENT = 0;

  /** Returns a state as the store has it, or empty if there is none. */
  <T> CompletableFuture<Optional<Versioned<T>>> get(StateKey<T> key);

  /**
   * Writes a value if the state has the expected version.
   *
   * @param expected the version to replace, {@link #ABSENT} to create the state
   * @param value the new value
   * @return the value with its new version; fails with {@link
   *     io.maestro.store.VersionConflictException}, which names both versions, if the state has
   *     another one
   */
  <T> CompletableFuture<Versioned<T>> update(StateKey<T> key, long expected, T value);

  /**
   * Replaces a state by what a function makes of it, and tries again if somebody else was faster.
   *
   * @param change makes the new value from the present one, if there is one; called on a worker,
   *     under no lock, and perhaps several times, so it must have no side effect. What it throws
   *     fails the future; null is refused
   * @return the value written, with its version; fails with {@link StateContendedException} if
   *     others were faster {@value #MAX_ATTEMPTS} times
   */
  <T> CompletableFuture<Versioned<T>> update(
      StateKey<T> key, Function<? super Optional<T>, ? extends T> change);

  /** How often {@link #update(StateKey, Function)} tries. */
  int MAX_ATTEMPTS = 256;

  /**
   * Deletes a state if it has the expected version.
   *
   * @param expected the version to delete, 1 or more
   * @return fails with {@link io.maestro.store.VersionConflictException} if the state has another
   *     version or does not exist
   */
  CompletableFuture<Void> delete(StateKey<?> key, long expected);

  /**
   * Tells of each change of a state that this maestro makes or comes to see: by its own writes, by
   * reading, and by {@link #sync}.
   *
   * @param watcher told the state as it is now known, empty if there is none; one call at a time,
   *     on a worker, the latest state only if it is slow. One that throws is reported to the log
   *     and to {@link io.maestro.monitor.MaestroListener#problem}, and stays
   * @return ends the watching when it is closed
   */
  <T> Watch watch(StateKey<T> key, Consumer<? super Optional<Versioned<T>>> watcher);

  /**
   * Compares what this maestro remembers, and what is watched, with the store, and takes over what
   * the store has.
   *
   * <p>A state that the store can't be asked for is reported as unknown, and what is remembered of
   * it stays. Everything else is afterwards remembered as the store had it.
   */
  CompletableFuture<SyncReport> sync();
}
