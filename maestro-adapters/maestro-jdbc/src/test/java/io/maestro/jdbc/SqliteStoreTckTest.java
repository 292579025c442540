package io.maestro.jdbc;

import io.maestro.testkit.tck.StateStoreTck;
import io.maestro.testkit.tck.StoreUnderTest;
import io.maestro.testkit.time.VirtualTime;

/** The rules of a state store, kept by the one on an SQLite file. */
final class SqliteStoreTckTest extends StateStoreTck {
  @Override
  protected StoreUnderTest contents(VirtualTime time) throws Exception {
    return SqliteContents.create(time);
  }
}
