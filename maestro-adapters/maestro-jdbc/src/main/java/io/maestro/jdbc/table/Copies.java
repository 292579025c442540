package io.maestro.jdbc.table;

import io.maestro.jdbc.sql.SqlSession;
import io.maestro.run.RunId;
import io.maestro.run.RunStatus;
import io.maestro.store.Document;
import io.maestro.store.DocumentKey;
import io.maestro.store.RunEnd;
import io.maestro.store.RunRecord;
import io.maestro.store.Standing;
import io.maestro.store.StoreItem;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How everything is read for an export, and written for a restore. */
public final class Copies {
  private static final int PAGE = 100;

  private final Tables tables;
  private final Bytes bytes;
  private final DueTimes due;
  private final Steps steps;
  private final Letters letters;
  private final String documentPage;
  private final String runPage;

  Copies(Tables tables, Bytes bytes, DueTimes due) {
    this.tables = tables;
    this.bytes = bytes;
    this.due = due;
    this.steps = new Steps(tables, bytes);
    this.letters = new Letters(tables, bytes);
    this.documentPage =
        tables.sql(
            "select "
                + Documents.READ
                + " from {documents} where (collection, id) > (?, ?) order by collection, id limit "
                + PAGE);
    this.runPage =
        tables.sql(
            "select " + RunColumns.READ + " from {runs} where id > ? order by id limit " + PAGE);
  }

  /** Returns the documents after a key, by key. */
  public List<Document> documents(SqlSession session, Optional<DocumentKey> after)
      throws SQLException {
    return session.list(
        documentPage,
        Documents::read,
        after.map(DocumentKey::collection).orElse(""),
        after.map(DocumentKey::id).orElse(""));
  }

  /** Returns the runs after an id, by id, with all that belongs to them. */
  public List<StoreItem.OfRun> runs(SqlSession session, Optional<RunId> after) throws SQLException {
    List<StoreItem.OfRun> items = new ArrayList<>();
    String start = after.map(RunId::value).orElse("");
    for (RunRecord run : session.list(runPage, RunColumns::read, start)) {
      items.add(
          new StoreItem.OfRun(
              run, steps.journal(session, run.id()), letters.inbox(session, run.id(), 0)));
    }
    return items;
  }

  /** Encodes an item. */
  public void prepare(StoreItem item) {
    if (item instanceof StoreItem.OfDocument document) {
      bytes.prepare(document.document().content());
    } else if (item instanceof StoreItem.OfRun run) {
      bytes.prepare(run.run().input());
      run.run().end().flatMap(RunEnd::result).ifPresent(bytes::prepare);
      run.journal().forEach(step -> step.value().ifPresent(bytes::prepare));
      run.letters().forEach(letter -> bytes.prepare(letter.content()));
    }
  }

  /** Returns tables of a session's own, which nobody else sees, for what is to be restored. */
  public Stage stage(int number) {
    return new Stage(this, new Tables("restoring_" + number + "_", tables.dialect()), bytes);
  }

  static String nameOf(StoreItem item) {
    return item instanceof StoreItem.OfDocument document
        ? "document " + document.document().key()
        : "run " + ((StoreItem.OfRun) item).run().id();
  }

  /** What a restored run stands at, and the argument that says when it is due. */
  record Restored(Standing standing, Optional<Long> dueAt) {}

  Restored restored(StoreItem.OfRun item) {
    RunRecord run = item.run();
    // An owner may have been in the middle of something that its standing does not tell.
    Standing standing =
        run.owner().isPresent() && run.end().isEmpty()
            ? Standing.due(RunStatus.RUNNING, run.createdAt())
            : run.standing();
    if (run.end().isPresent()) {
      return new Restored(standing, Optional.empty());
    }
    String awaits = Letters.awaits(standing.awaits());
    boolean woken = item.letters().stream().anyMatch(letter -> Letters.awaits(awaits, letter));
    // Due since its creation: a time of the other store's clock, not to be compared with ours.
    boolean everDue = standing.dueAt().equals(Optional.of(run.createdAt()));
    return new Restored(
        standing,
        woken || everDue
            ? Optional.of(due.first())
            : Optional.ofNullable(due.of(standing.dueAt())));
  }

  /** Returns whether nothing is there. */
  boolean isEmpty(SqlSession tx) throws SQLException {
    return tx.first(tables.sql("select 1 from {runs} limit 1"), row -> true).isEmpty()
        && tx.first(tables.sql("select 1 from {documents} limit 1"), row -> true).isEmpty();
  }

  /** Deletes everything. */
  void clear(SqlSession tx) throws SQLException {
    for (String name : List.of("steps", "letters", "tags", "documents", "runs")) {
      tx.update(tables.sql("delete from {" + name + "}"));
    }
  }

  Tables tables() {
    return tables;
  }
}
