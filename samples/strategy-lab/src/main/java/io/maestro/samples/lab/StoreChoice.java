package io.maestro.samples.lab;

import io.maestro.core.memory.InMemoryStateStore;
import io.maestro.jdbc.PostgresStateStore;
import io.maestro.jdbc.SqliteStateStore;
import io.maestro.store.StateStoreFactory;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Where the lab keeps what it has done, so that a lab that was killed goes on there. */
final class StoreChoice {
  /** What it may be, for people. */
  static final String FORMS = "memory, sqlite:FILE or jdbc:postgresql:...";

  private static final String MEMORY = "memory";
  private static final String SQLITE = "sqlite:";
  private static final String POSTGRES = "jdbc:postgresql:";

  private StoreChoice() {}

  /** The store in a file of the folder for the output. */
  static StateStoreFactory in(Path out) {
    return SqliteStateStore.at(out.resolve("run.db"));
  }

  /**
   * Reads the choice.
   *
   * @throws UsageException if it is none
   */
  static StateStoreFactory parse(String text) {
    if (text.equals(MEMORY)) {
      return InMemoryStateStore.factory();
    }
    if (text.startsWith(SQLITE)) {
      return sqlite(text.substring(SQLITE.length()));
    }
    if (text.startsWith(POSTGRES)) {
      return PostgresStateStore.using(server(text));
    }
    throw new UsageException("--store needs " + FORMS + ", not '" + OneLine.of(text) + "'");
  }

  private static StateStoreFactory sqlite(String file) {
    try {
      return SqliteStateStore.at(Path.of(file));
    } catch (InvalidPathException malformed) {
      throw new UsageException("--store sqlite: needs a path, not '" + OneLine.of(file) + "'");
    } catch (IllegalArgumentException refused) {
      throw new UsageException("--store: " + OneLine.of(refused.getMessage()));
    }
  }

  private static DataSource server(String url) {
    PGSimpleDataSource server = new PGSimpleDataSource();
    try {
      server.setUrl(url);
    } catch (IllegalArgumentException malformed) { // the text may hold a password: not repeated
      throw new UsageException("--store: the driver can't read this address of a server");
    }
    return server;
  }
}
