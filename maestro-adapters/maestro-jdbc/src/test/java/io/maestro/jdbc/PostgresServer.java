package io.maestro.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The PostgreSQL server of this JVM's tests: the one that {@code MAESTRO_TEST_POSTGRES} names by
 * its URL, else one of our own, which syncs as one in use does.
 *
 * <p>A server that can't be had fails the tests, unless {@code -Dmaestro.test.postgres=skip} says
 * otherwise; what is skipped is counted and printed.
 */
final class PostgresServer {
  private static final AtomicInteger SCHEMAS = new AtomicInteger();
  private static final AtomicInteger SKIPPED = new AtomicInteger();

  private PostgresServer() {}

  /** Started when the first test asks; ends with the JVM. */
  private static final class Own {
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("max_connections", "100")
            .start();
      } catch (IOException failed) {
        throw new UncheckedIOException(
            "no PostgreSQL server can be started; name one in MAESTRO_TEST_POSTGRES, or skip with"
                + " -Dmaestro.test.postgres=skip",
            failed);
      }
    }
  }

  /** Returns connections to an empty schema of a test's own. */
  static PGSimpleDataSource emptySchema() {
    skipIfAsked();
    String schema = "test_" + ProcessHandle.current().pid() + "_" + SCHEMAS.incrementAndGet();
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url());
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create schema " + schema);
    } catch (SQLException failed) {
      throw new IllegalStateException("no schema can be made at " + url(), failed);
    }
    source.setCurrentSchema(schema);
    return source;
  }

  private static void skipIfAsked() {
    if ("skip".equals(System.getProperty("maestro.test.postgres"))) {
      System.out.println(
          "PostgreSQL: skipped by -Dmaestro.test.postgres=skip: " + SKIPPED.incrementAndGet());
      Assumptions.abort("skipped by -Dmaestro.test.postgres=skip");
    }
  }

  private static String url() {
    String named = System.getenv("MAESTRO_TEST_POSTGRES");
    return named == null || named.isBlank() ? Own.SERVER.getJdbcUrl("postgres", "postgres") : named;
  }
}
