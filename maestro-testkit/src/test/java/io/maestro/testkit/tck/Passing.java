package io.maestro.testkit.tck;

import io.maestro.codec.Codec;
import io.maestro.store.DocumentStore;
import io.maestro.store.RunStore;
import io.maestro.store.StateStore;
import io.maestro.store.StoreExport;
import io.maestro.store.StoreRestore;
import io.maestro.store.StoreTransactions;
import java.time.Duration;
import java.util.Optional;

/** A store that does what another one does, but for what is overridden. */
class Passing implements StateStore {
  private final StateStore store;

  Passing(StateStore store) {
    this.store = store;
  }

  @Override
  public DocumentStore documents() {
    return store.documents();
  }

  @Override
  public RunStore runs() {
    return store.runs();
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
    return store.transactions(resource);
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
