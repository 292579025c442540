package io.maestro.jdbc.store;

import io.maestro.jdbc.sql.SqlSession;
import io.maestro.jdbc.table.Copies;
import io.maestro.run.RunId;
import io.maestro.store.Document;
import io.maestro.store.DocumentKey;
import io.maestro.store.StoreException;
import io.maestro.store.StoreExport;
import io.maestro.store.StoreItem;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/** An export, read page by page in one transaction that sees one moment. */
public final class SqlExport implements StoreExport {
  private final Copies copies;
  private final Desk desk;
  private final SqlSession session;
  private final Queue<StoreItem> page = new ArrayDeque<>();
  private Optional<DocumentKey> lastDocument = Optional.empty();
  private Optional<RunId> lastRun = Optional.empty();
  private boolean documentsAreOver;
  private boolean closed;

  private SqlExport(Copies copies, Desk desk, SqlSession session) {
    this.copies = copies;
    this.desk = desk;
    this.session = session;
  }

  /** Begins an export of the present moment. */
  public static SqlExport begin(Copies copies, Desk desk) {
    SqlSession session = desk.lend("an export");
    SqlExport export = new SqlExport(copies, desk, session);
    try {
      desk.beginReading(session);
      export.fill(); // the first look is the moment
      return export;
    } catch (SQLException | RuntimeException failed) {
      StoreException named = new StoreException("an export could not be begun", failed);
      try {
        export.close();
      } catch (StoreException alsoFailed) {
        named.addSuppressed(alsoFailed);
      }
      throw named;
    }
  }

  @Override
  public Optional<StoreItem> next() {
    if (closed) {
      throw new StoreException("the export is closed; begin another one", null);
    }
    try {
      if (page.isEmpty()) {
        fill();
      }
      return Optional.ofNullable(page.poll());
    } catch (SQLException failed) {
      throw new StoreException("the export could not be read; begin another one", failed);
    }
  }

  private void fill() throws SQLException {
    if (!documentsAreOver) {
      List<Document> documents = copies.documents(session, lastDocument);
      documents.forEach(document -> page.add(new StoreItem.OfDocument(document)));
      documentsAreOver = documents.isEmpty();
      if (!documentsAreOver) {
        lastDocument = Optional.of(documents.get(documents.size() - 1).key());
        return;
      }
    }
    List<StoreItem.OfRun> runs = copies.runs(session, lastRun);
    page.addAll(runs);
    if (!runs.isEmpty()) {
      lastRun = Optional.of(runs.get(runs.size() - 1).run().id());
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      try {
        desk.giveBack(session);
      } catch (SQLException failed) {
        throw new StoreException("the export's connection can't be closed", failed);
      }
    }
  }
}
