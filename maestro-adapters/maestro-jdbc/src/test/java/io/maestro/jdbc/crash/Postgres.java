package io.maestro.jdbc.crash;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The PostgreSQL server of these tests: the one of the environment, or one of its own. */
final class Postgres {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private Postgres() {}

  /** Started when first asked for, ended with the JVM, which its parent process watches. */
  private static final class Server {
    static final String URL =
        Optional.ofNullable(System.getenv("MAESTRO_TEST_POSTGRES")).orElseGet(Server::start);

    private static String start() {
      try {
        return EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .start()
            .getJdbcUrl("postgres", "postgres");
      } catch (IOException unusable) {
        throw new UncheckedIOException("no PostgreSQL can be started", unusable);
      }
    }
  }

  /** Returns the URL of a new, empty database. */
  static String freshDatabase() {
    String name = "crash_" + ProcessHandle.current().pid() + "_" + DATABASES.incrementAndGet();
    try (Connection connection = DriverManager.getConnection(Server.URL);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException unusable) {
      throw new IllegalStateException(unusable);
    }
    return Server.URL.replaceFirst("(://[^/]+/)[^?]*", "$1" + name);
  }
}
