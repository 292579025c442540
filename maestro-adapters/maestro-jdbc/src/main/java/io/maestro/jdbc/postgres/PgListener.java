package io.maestro.jdbc.postgres;

import io.maestro.log.RunLog;
import io.maestro.store.StoreContext;
import io.maestro.store.StoreSignals;
import io.maestro.time.TimeSource;
import io.maestro.time.Timer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Hears the notifications of other nodes, on a connection and a thread of its own: PostgreSQL's
 * driver hears only while it reads. What is missed while the connection is lost, the poll finds.
 */
final class PgListener implements AutoCloseable {
  private static final int READ_MILLIS = 10_000;

  private final DataSource source;
  private final PgSignals signals;
  private final StoreSignals to;
  private final TimeSource time;
  private final RunLog log;
  private int failures;
  private @Nullable Connection connection;
  private @Nullable Timer retry;
  private CompletableFuture<Void> ended = CompletableFuture.completedFuture(null);
  private boolean closed;

  PgListener(DataSource source, PgSignals signals, StoreContext context) {
    this.source = source;
    this.signals = signals;
    this.to = context.signals();
    this.time = context.time();
    this.log = context.log();
  }

  /** Begins to listen. */
  synchronized void begin() {
    if (closed) {
      return;
    }
    retry = null;
    CompletableFuture<Void> end = new CompletableFuture<>();
    ended = end;
    Thread thread =
        new Thread(
            () -> {
              try {
                listen();
              } finally {
                end.complete(null);
              }
            },
            "maestro-postgres-listener");
    thread.setDaemon(true);
    thread.start();
  }

  private void listen() {
    try (Connection own = source.getConnection()) {
      if (!own.isWrapperFor(PGConnection.class)) {
        log.warn("the DataSource's connections hide PostgreSQL's: work is found by polling alone");
        return;
      }
      if (opened(own)) {
        hear(own, own.unwrap(PGConnection.class));
      }
    } catch (SQLException failed) {
      again(failed);
    }
  }

  private synchronized boolean opened(Connection own) {
    connection = own;
    return !closed;
  }

  private void hear(Connection own, PGConnection postgres) throws SQLException {
    own.setAutoCommit(true);
    try (Statement statement = own.createStatement()) {
      statement.execute("listen " + signals.channel()); // checked with the prefix
    }
    failures = 0;
    to.newWork(); // what was missed before
    while (!isClosed()) {
      PGNotification[] heard = postgres.getNotifications(READ_MILLIS);
      for (PGNotification one : heard) {
        signals.received(one.getParameter(), to);
      }
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private synchronized void again(SQLException failed) {
    connection = null;
    if (!closed) {
      failures++;
      log.debug("listening to PostgreSQL is begun again: " + failed);
      retry = time.schedule(PgFailures.backoff(failures), this::begin, "listening to PostgreSQL");
    }
  }

  @Override
  public void close() {
    CompletableFuture<Void> end;
    synchronized (this) {
      closed = true;
      if (retry != null) {
        retry.cancel();
      }
      abort(connection);
      end = ended;
    }
    end.join();
  }

  /** Ends a read that goes on. */
  private void abort(@Nullable Connection listening) {
    if (listening != null) {
      try {
        listening.abort(Runnable::run);
      } catch (SQLException failed) {
        log.debug("the listening connection could not be ended: " + failed);
      }
    }
  }
}
