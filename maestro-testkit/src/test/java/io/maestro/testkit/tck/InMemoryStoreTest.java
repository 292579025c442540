package io.maestro.testkit.tck;

import io.maestro.core.memory.InMemoryStateStore;
import io.maestro.store.StateStoreFactory;
import io.maestro.testkit.time.VirtualTime;

/** The store that starts empty and ends with its maestro. */
final class InMemoryStoreTest extends StateStoreTck {
  private record Contents(VirtualTime time, StateStoreFactory factory) implements StoreUnderTest {}

  @Override
  protected StoreUnderTest contents(VirtualTime time) {
    return new Contents(time, InMemoryStateStore.factory());
  }
}
