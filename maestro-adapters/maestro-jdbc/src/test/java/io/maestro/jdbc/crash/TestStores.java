package io.maestro.jdbc.crash;

import io.maestro.jdbc.SqliteStateStore;
import io.maestro.store.StateStoreFactory;
import java.nio.file.Path;

/** Stores by a name that fits a command line. */
final class TestStores {
  private TestStores() {}

  static StateStoreFactory open(String name) {
    String place = name.substring(name.indexOf(':') + 1);
    if (name.startsWith("sqlite:")) {
      return SqliteStateStore.at(Path.of(place));
    }
    throw new IllegalArgumentException("no such store: " + name);
  }
}
