package io.maestro.core.memory;

import io.maestro.codec.Codec;
import io.maestro.error.ClosedException;
import io.maestro.store.DocumentStore;
import io.maestro.store.RunStore;
import io.maestro.store.StateStore;
import io.maestro.store.StateStoreFactory;
import io.maestro.store.StoreContext;
import io.maestro.store.StoreExport;
import io.maestro.store.StoreRestore;
import java.time.Duration;
import java.util.Optional;

/**
 * A state store in the JVM's memory: it keeps live objects, needs no codec, and obeys the same
 * rules as durable ones must, leases and epochs included.
 *
 * <p>Ended runs are dropped after the configured retention. Thread-safe.
 */
public final class InMemoryStateStore implements StateStore {
  private final InMemoryContents contents;
  private final Optional<Duration> pollEvery;
  private volatile boolean closed;

  private InMemoryStateStore(InMemoryContents contents, Optional<Duration> pollEvery) {
    this.contents = contents;
    this.pollEvery = pollEvery;
  }

  /** Returns the factory of stores of which each starts empty and ends with its maestro. */
  public static StateStoreFactory factory() {
    return context -> new InMemoryStateStore(new InMemoryContents(context), Optional.empty());
  }

  /**
   * Returns the factory of stores that share their contents, which outlive each of them: a second
   * maestro started from it finds what the first one left, and several at once share the work. All
   * of them must use the same time source.
   */
  public static StateStoreFactory retained() {
    return new Retained();
  }

  private static final class Retained implements StateStoreFactory {
    private Optional<InMemoryContents> contents = Optional.empty();

    @Override
    public synchronized StateStore open(StoreContext context) {
      contents = contents.or(() -> Optional.of(new InMemoryContents(context)));
      return new InMemoryStateStore(contents.orElseThrow(), Optional.of(Duration.ofSeconds(5)));
    }
  }

  @Override
  public DocumentStore documents() {
    return open().documents();
  }

  @Override
  public RunStore runs() {
    return open().runs();
  }

  @Override
  public Codec defaultCodec() {
    return Codec.liveObjects();
  }

  @Override
  public Optional<Duration> pollEvery() {
    return pollEvery;
  }

  @Override
  public StoreExport export() {
    return open().export();
  }

  @Override
  public StoreRestore restore(StoreRestore.Target target) {
    return new InMemoryRestore(open(), target);
  }

  @Override
  public void close() {
    closed = true;
  }

  private InMemoryContents open() {
    if (closed) {
      throw new ClosedException("the in-memory state store");
    }
    return contents;
  }
}
