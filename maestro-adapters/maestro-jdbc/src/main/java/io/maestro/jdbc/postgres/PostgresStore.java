package io.maestro.jdbc.postgres;

import io.maestro.codec.Codec;
import io.maestro.error.ClosedException;
import io.maestro.jdbc.commit.Committer;
import io.maestro.jdbc.commit.GroupCommit;
import io.maestro.jdbc.sql.Dialect;
import io.maestro.jdbc.sql.SqlSession;
import io.maestro.jdbc.store.SqlDocuments;
import io.maestro.jdbc.store.SqlExport;
import io.maestro.jdbc.store.SqlRestore;
import io.maestro.jdbc.store.SqlRuns;
import io.maestro.jdbc.store.Sweep;
import io.maestro.jdbc.store.Token;
import io.maestro.jdbc.table.Rows;
import io.maestro.jdbc.table.Tables;
import io.maestro.store.DocumentStore;
import io.maestro.store.RunStore;
import io.maestro.store.StateStore;
import io.maestro.store.StoreContext;
import io.maestro.store.StoreExport;
import io.maestro.store.StoreRestore;
import io.maestro.store.StoreTransactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A store in a PostgreSQL database. */
public final class PostgresStore implements StateStore {
  private static final Duration POLL_EVERY = Duration.ofSeconds(5);

  private final Codec codec;
  private final Rows rows;
  private final PgDesk desk;
  private final GroupCommit steps;
  private final GroupCommit letters;
  private final PgListener listener;
  private final Sweep sweep;
  private final SqlRuns runs;
  private final SqlDocuments documents;
  private final AtomicInteger restores = new AtomicInteger();
  private final AtomicBoolean closed = new AtomicBoolean();

  /** What is done about the tables before the store is used. */
  @FunctionalInterface
  public interface Migration {
    /** Does it within a transaction. */
    void run(SqlSession tx) throws SQLException;
  }

  private PostgresStore(DataSource source, String prefix, Codec codec, StoreContext context) {
    this.codec = codec;
    Token tokens = new Token();
    OwnNodes nodes = new OwnNodes();
    PgSignals signals = new PgSignals(prefix, tokens.store(), nodes);
    this.rows = new Rows(new Tables(prefix, Dialect.POSTGRES), codec, context.time(), signals);
    this.desk = new PgDesk(source, context);
    this.steps = queue(new StepCommitter(rows, desk), context);
    this.letters = queue(new LetterCommitter(desk), context);
    this.listener = new PgListener(source, signals, context);
    this.sweep = new Sweep(rows, desk, context);
    PgChanges changes = new PgChanges(rows, desk, steps, letters, tokens, nodes);
    this.runs = new SqlRuns(rows, desk, changes, sweep, tokens);
    this.documents = new SqlDocuments(rows.documents(), desk);
  }

  private static GroupCommit queue(Committer committer, StoreContext context) {
    return new GroupCommit("the PostgreSQL store", committer, context.executor(), context.time());
  }

  /** Opens the store in a database. */
  public static PostgresStore open(
      DataSource source, String prefix, Codec codec, Migration migration, StoreContext context) {
    try (Connection connection = source.getConnection()) {
      prepare(new SqlSession(connection), prefix, migration);
    } catch (SQLException failed) {
      throw PgFailures.failed("the opening of the store " + prefix + "*", false, failed);
    }
    PostgresStore store = new PostgresStore(source, prefix, codec, context);
    store.listener.begin();
    store.sweep.begin();
    return store;
  }

  private static void prepare(SqlSession session, String prefix, Migration migration)
      throws SQLException {
    Connection connection = session.connection();
    connection.setAutoCommit(false);
    try {
      // Several nodes may start at once: one makes the tables, the others find them.
      session.first(
          "select pg_advisory_xact_lock(hashtext(?))", row -> true, "maestro schema " + prefix);
      migration.run(session);
      connection.commit();
      connection.setAutoCommit(true);
    } catch (SQLException | RuntimeException failed) {
      connection.rollback();
      throw failed;
    }
  }

  @Override
  public RunStore runs() {
    checkOpen();
    return runs;
  }

  @Override
  public DocumentStore documents() {
    checkOpen();
    return documents;
  }

  @Override
  public Codec defaultCodec() {
    return codec;
  }

  @Override
  public Optional<Duration> pollEvery() {
    return Optional.of(POLL_EVERY);
  }

  @Override
  public <C> Optional<StoreTransactions<C>> transactions(Class<C> resource) {
    if (resource != Connection.class) {
      return Optional.empty();
    }
    @SuppressWarnings("unchecked") // C is Connection
    StoreTransactions<C> transactions = (StoreTransactions<C>) new PgTransactions(rows, desk);
    return Optional.of(transactions);
  }

  @Override
  public StoreExport export() {
    checkOpen();
    return SqlExport.begin(rows.copies(), desk);
  }

  @Override
  public StoreRestore restore(StoreRestore.Target target) {
    checkOpen();
    PgStaging staging = new PgStaging(desk, desk.lend("a restore"));
    return SqlRestore.begin(rows.copies(), restores.incrementAndGet(), staging, target);
  }

  private void checkOpen() {
    if (closed.get()) {
      throw new ClosedException("the PostgreSQL store");
    }
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      sweep.close();
      try (desk) { // last
        listener.close();
        letters.close();
        steps.close();
      }
    }
  }
}
