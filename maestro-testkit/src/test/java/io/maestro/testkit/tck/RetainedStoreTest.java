package io.maestro.testkit.tck;

import io.maestro.testkit.time.VirtualTime;

/** The store in memory whose contents outlive it, with a ledger for transactions. */
final class RetainedStoreTest extends StateStoreTck {
  @Override
  protected StoreUnderTest contents(VirtualTime time) {
    return new RetainedContents(time);
  }
}
