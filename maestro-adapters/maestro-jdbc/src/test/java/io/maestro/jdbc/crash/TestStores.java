package io.maestro.jdbc.crash;

import io.maestro.jdbc.PostgresStateStore;
import io.maestro.jdbc.SqliteStateStore;
import io.maestro.store.StateStoreFactory;
import java.nio.file.Path;
import org.postgresql.ds.PGSimpleDataSource;

/** Stores by a name that fits a command line. */
final class TestStores {
  private TestStores() {}

  static StateStoreFactory open(String name) {
    String place = name.substring(name.indexOf(':') + 1);
    if (name.startsWith("sqlite:")) {
      return SqliteStateStore.at(Path.of(place));
    }
    if (name.startsWith("postgresql:")) {
      PGSimpleDataSource source = new PGSimpleDataSource();
      source.setUrl("jdbc:" + name);
      return PostgresStateStore.using(source);
    }
    throw new IllegalArgumentException("no such store: " + name);
  }
}
