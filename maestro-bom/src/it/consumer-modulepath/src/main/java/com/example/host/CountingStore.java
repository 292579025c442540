package com.example.host;

import io.maestro.codec.Codec;
import io.maestro.core.memory.InMemoryStateStore;
import io.maestro.store.DocumentStore;
import io.maestro.store.RunStore;
import io.maestro.store.StateStore;
import io.maestro.store.StateStoreFactory;
import io.maestro.store.StoreExport;
import io.maestro.store.StoreRestore;
import java.util.concurrent.atomic.AtomicInteger;

/** A store of the host's own: counts what is written to the one behind it. */
public final class CountingStore implements StateStore {
  private final StateStore behind;
  private final RunStore runs;

  private CountingStore(StateStore behind, AtomicInteger writes) {
    this.behind = behind;
    this.runs = new CountingRuns(behind.runs(), writes);
  }

  /** Returns the factory of stores in memory that count together. */
  public static StateStoreFactory factory(AtomicInteger writes) {
    StateStoreFactory memory = InMemoryStateStore.factory();
    return context -> new CountingStore(memory.open(context), writes);
  }

  @Override
  public DocumentStore documents() {
    return behind.documents();
  }

  @Override
  public RunStore runs() {
    return runs;
  }

  @Override
  public Codec defaultCodec() {
    return behind.defaultCodec();
  }

  @Override
  public StoreExport export() {
    return behind.export();
  }

  @Override
  public StoreRestore restore(StoreRestore.Target target) {
    return behind.restore(target);
  }

  @Override
  public void close() {
    behind.close();
  }
}
