package io.maestro.testkit.fault;

import io.maestro.codec.Codec;
import io.maestro.store.DocumentStore;
import io.maestro.store.RunStore;
import io.maestro.store.StateStore;
import io.maestro.store.StoreExport;
import io.maestro.store.StoreRestore;
import io.maestro.store.StoreTransactions;
import java.time.Duration;
import java.util.Optional;

/**
 * A store on whose way things go wrong.
 *
 * @param store where things are kept
 * @param way what is between
 */
record FaultyStore(StateStore store, Way way) implements StateStore {
  @Override
  public DocumentStore documents() {
    return new FaultyDocuments(store.documents(), way);
  }

  @Override
  public RunStore runs() {
    return new FaultyRuns(store.runs(), way);
  }

  @Override
  public Codec defaultCodec() {
    return store.defaultCodec();
  }

  @Override
  public Optional<Duration> pollEvery() {
    return store.pollEvery();
  }

  @Override
  public <C> Optional<StoreTransactions<C>> transactions(Class<C> resource) {
    return store
        .transactions(resource)
        .map(transactions -> new FaultyTransactions<>(transactions, way));
  }

  @Override
  public StoreExport export() {
    return store.export();
  }

  @Override
  public StoreRestore restore(StoreRestore.Target target) {
    return store.restore(target);
  }

  @Override
  public void close() {
    store.close();
  }
}
