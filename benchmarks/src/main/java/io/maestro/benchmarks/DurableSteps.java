package io.maestro.benchmarks;

import io.maestro.StrategyMaestro;
import io.maestro.core.Maestro;
import io.maestro.flow.FlowContext;
import io.maestro.flow.Workflow;
import io.maestro.jdbc.PostgresStateStore;
import io.maestro.jdbc.SqliteStateStore;
import io.maestro.store.StateStoreFactory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * How many durable steps a second there are, alone and in 64 runs at once, beside plain commits of
 * one row to the same database and synced writes to the same disk. They take turns, a few
 * milliseconds each, so that a disk which is busy with something else slows all of them alike.
 * Prints; asserts nothing.
 *
 * <p>Arguments: a folder on the disk to measure; if PostgreSQL is to be measured too, the JDBC URL
 * of a database that may be written to.
 */
public final class DurableSteps {
  private static final int RUNS = 64;
  private static final int STEPS = 50;
  private static final int TURNS = 60;
  private static final int ROUNDS = 3;

  private static final Workflow<Integer, Integer> COUNTING =
      Workflow.of("counting", Integer.class, Integer.class, DurableSteps::count);

  private DurableSteps() {}

  /** Something that is done so many times. */
  private interface Turn {
    void take() throws IOException, SQLException;
  }

  /** How long the turns of one kind took together. */
  private static final class Meter {
    private final String what;
    private final int each;
    private final Turn turn;
    private long nanos;
    private long times;

    Meter(String what, int each, Turn turn) {
      this.what = what;
      this.each = each;
      this.turn = turn;
    }

    void take() throws IOException, SQLException {
      long begin = System.nanoTime();
      turn.take();
      nanos += System.nanoTime() - begin;
      times += each;
    }

    double rate() {
      return times * 1e9 / nanos;
    }

    void print() {
      System.out.printf(Locale.ROOT, "%-52s %9.0f /s%n", what, rate());
    }
  }

  /** Measures and prints. */
  public static void main(String[] arguments) throws IOException, SQLException {
    Path folder = Files.createTempDirectory(Path.of(arguments[0]), "durable-steps");
    for (int round = 1; round <= ROUNDS; round++) {
      System.out.printf(Locale.ROOT, "round %d%n", round);
      sqlite(folder, round);
      if (arguments.length > 1) {
        postgres(folder, arguments[1]);
      }
    }
  }

  private static void sqlite(Path folder, int round) throws IOException, SQLException {
    String url = "jdbc:sqlite:" + folder.resolve("plain.db") + "?journal_mode=WAL&synchronous=FULL";
    try (Connection connection = DriverManager.getConnection(url)) {
      Path file = folder.resolve("store-" + round + ".db");
      measure("SQLite", folder, connection, SqliteStateStore.at(file));
    }
  }

  private static void postgres(Path folder, String url) throws IOException, SQLException {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    try (Connection connection = source.getConnection()) {
      measure("PostgreSQL", folder, connection, PostgresStateStore.using(source));
    }
  }

  private static void measure(
      String database, Path folder, Connection connection, StateStoreFactory store)
      throws IOException, SQLException {
    try (StrategyMaestro maestro = Maestro.builder().store(store).register(COUNTING).start();
        Statement statement = connection.createStatement();
        FileChannel file =
            FileChannel.open(
                Files.createTempFile(folder, "raw", ".bin"), StandardOpenOption.WRITE)) {
      statement.execute(
          "create table if not exists plain (id varchar(100) primary key, value varchar(300))");
      Meter synced = new Meter("synced writes of 300 bytes", STEPS, () -> writeSynced(file));
      Meter plain =
          new Meter(database + ": plain commits of one row", STEPS, () -> insert(connection));
      Meter alone =
          new Meter(database + ": durable steps, one run alone", STEPS, () -> run(maestro, 1));
      Meter together =
          new Meter(
              database + ": durable steps, " + RUNS + " runs at once",
              RUNS * STEPS,
              () -> run(maestro, RUNS));
      run(maestro, RUNS); // warms up
      for (int turn = 0; turn < TURNS; turn++) {
        synced.take();
        plain.take();
        alone.take();
        if (turn % 4 == 0) {
          together.take();
        }
      }
      List.of(synced, plain, alone, together).forEach(Meter::print);
      System.out.printf(
          Locale.ROOT,
          "%-52s a lone step costs %.2f plain commits; together %.1f x their rate%n",
          database,
          plain.rate() / alone.rate(),
          together.rate() / plain.rate());
    }
  }

  private static int count(int steps, FlowContext flow) {
    int sum = 0;
    for (int i = 0; i < steps; i++) {
      sum += flow.step("step-" + i, Integer.class, step -> 1);
    }
    return sum;
  }

  private static void run(StrategyMaestro maestro, int runs) {
    List<CompletableFuture<Integer>> results = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      results.add(maestro.start(COUNTING, STEPS).result());
    }
    results.forEach(CompletableFuture::join);
  }

  private static void writeSynced(FileChannel file) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(300);
    for (int i = 0; i < STEPS; i++) {
      file.write(bytes.rewind());
      file.force(false);
    }
  }

  private static void insert(Connection connection) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into plain values (?, ?)")) {
      String id = UUID.randomUUID() + ".";
      String value = "x".repeat(200);
      for (int i = 0; i < STEPS; i++) {
        insert.setString(1, id + i);
        insert.setString(2, value);
        insert.executeUpdate();
      }
    }
  }
}
