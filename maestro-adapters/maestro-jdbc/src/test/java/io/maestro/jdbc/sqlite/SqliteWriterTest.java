package io.maestro.jdbc.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.jdbc.commit.Work;
import io.maestro.jdbc.sql.SqlSession;
import io.maestro.store.StoreException;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.time.VirtualTime;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of works whose transaction fails. */
final class SqliteWriterTest {
  @RegisterExtension final MaestroExtension extension = new MaestroExtension();
  @TempDir Path folder;
  private SqliteWriter writer;

  @BeforeEach
  void open(VirtualTime time) throws SQLException {
    writer = new SqliteWriter(SqliteFile.at(folder.resolve("run.db"), time), new SilentLog());
    SqlSession session = writer.open();
    session.update("create table parents (id integer primary key)");
    session.update(
        "create table children (id integer primary key, parent integer references parents (id)"
            + " deferrable initially deferred)");
    session.update("pragma foreign_keys = on"); // looked at only when a transaction is committed
  }

  @AfterEach
  void close() {
    writer.close();
  }

  private static Work<Integer> adding(int id, String parent) {
    return new Work<>(
        "the adding of " + id,
        tx -> tx.update("insert into children values (" + id + ", " + parent + ")"));
  }

  private static String failure(Work<?> work) {
    var failed = assertThrows(CompletionException.class, work.done()::join);
    return String.valueOf(assertInstanceOf(StoreException.class, failed.getCause()).getMessage());
  }

  private long children() throws SQLException {
    return writer.open().first("select count(*) from children", row -> row.getLong(1)).orElse(0L);
  }

  @Test
  @Proves("28.16")
  void transactionThatCantBeCommitted_isToldToNobodyAsDoneAndItsConnectionIsGone()
      throws SQLException {
    SqlSession before = writer.open();
    Work<Integer> good = adding(1, "null");
    Work<Integer> bad = adding(2, "17");
    assertTrue(writer.commit(List.of(good, bad)).isEmpty());

    for (Work<?> work : List.of(good, bad)) {
      String message = failure(work);
      assertTrue(
          message.contains("could not be committed") && message.contains("unknown"), message);
    }
    assertNotSame(before, writer.open());
    assertEquals(0, children());
    Work<Integer> next = adding(3, "null");
    writer.commit(List.of(next));
    assertEquals(1, next.done().join());
    assertEquals(1, children());
  }

  @Test
  @Proves("28.7")
  void workThatFails_failsAloneAndTheOthersAreDone() throws SQLException {
    Work<Integer> first = adding(1, "null");
    Work<Integer> twice = adding(1, "null");
    Work<Integer> last = adding(2, "null");
    writer.commit(List.of(first, twice, last));

    assertTrue(failure(twice).contains("nothing was changed"));
    assertEquals(List.of(1, 1), List.of(first.done().join(), last.done().join()));
    assertEquals(2, children());
  }
}
