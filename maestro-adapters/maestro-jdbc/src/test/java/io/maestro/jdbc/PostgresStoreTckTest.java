package io.maestro.jdbc;

import io.maestro.testkit.tck.StateStoreTck;
import io.maestro.testkit.tck.StoreUnderTest;
import io.maestro.testkit.time.VirtualTime;

/** The rules of a state store, kept by the one on PostgreSQL. */
final class PostgresStoreTckTest extends StateStoreTck {
  @Override
  protected StoreUnderTest contents(VirtualTime time) throws Exception {
    return PostgresContents.create(time);
  }
}
