package io.maestro.store;

import static java.util.Objects.requireNonNull;

import io.maestro.codec.Codec;
import java.time.Duration;
import java.util.Optional;

/**
 * A place that keeps a maestro's runs and documents.
 *
 * <p><b>Threading:</b> every method is called from many threads at once and must not block for I/O,
 * with one exception: {@link RunStore#write} is called on workers, and may do its I/O on the
 * calling thread if no other write waits for it, which spares a lone writer a change of threads.
 * Stages may complete on any thread, and the engine hands on from there. <b>Ordering and
 * atomicity:</b> each operation is atomic; a stage completes only when its effect is durable (rule
 * 1), so an adapter may gather many callers' writes in one transaction. <b>Failure:</b> complete
 * the stage with a {@link StoreException}; what failed has had no effect, unless the exception says
 * that this is unknown. <b>Lifecycle:</b> opened by the engine through a {@link StateStoreFactory},
 * closed by it.
 */
public interface StateStore extends AutoCloseable {
  /** Returns the facet of versioned documents. */
  DocumentStore documents();

  /** Returns the facet of runs. */
  RunStore runs();

  /** Returns the codec to use unless the host set one; {@link Codec#liveObjects()} needs none. */
  Codec defaultCodec();

  /**
   * Returns how often the engine should look for runs that have become claimable without a sign, as
   * when another node died; empty if no other node can own runs of this store.
   */
  default Optional<Duration> pollEvery() {
    return Optional.empty();
  }

  /**
   * Returns the facet of steps that write through the store's own transaction; empty if it has none
   * over this kind of resource.
   *
   * @param resource what the steps write through, such as {@code java.sql.Connection}
   */
  default <C> Optional<StoreTransactions<C>> transactions(Class<C> resource) {
    requireNonNull(resource, "resource");
    return Optional.empty();
  }

  /**
   * Begins an export of everything as of one moment; writes go on meanwhile and are not seen.
   *
   * @return items in the order: documents by key, then runs by id; to be closed by the caller
   */
  StoreExport export();

  /**
   * Begins a restore into this store, which becomes visible as a whole or not at all.
   *
   * @param target what to do about what is there
   */
  StoreRestore restore(StoreRestore.Target target);

  /** Completes what was accepted, then closes what the store itself opened. Idempotent. */
  @Override
  void close();
}
