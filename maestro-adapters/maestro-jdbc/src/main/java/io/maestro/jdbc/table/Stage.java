package io.maestro.jdbc.table;

import io.maestro.codec.EncodedPayload;
import io.maestro.jdbc.sql.Dialect;
import io.maestro.jdbc.sql.SqlSession;
import io.maestro.store.Document;
import io.maestro.store.Letter;
import io.maestro.store.RunEnd;
import io.maestro.store.RunRecord;
import io.maestro.store.StoreException;
import io.maestro.store.StoreItem;
import io.maestro.store.StoreRestore;
import java.sql.SQLException;
import java.util.Optional;

/** The tables that a restore fills before it is committed: a session's own, which ends with it. */
public final class Stage {
  private static final String RUNS =
      "id, workflow, status, created_at, facts, input_form, input_data, standing, awaits, epoch,"
          + " due_at, taken_over, letters, mail, ending, result_form, result_data, ended_at";
  private static final String LETTERS =
      "run, number, id, inbox, content_form, content_data, delivered_at, taken";
  private static final String DOCUMENTS = "collection, id, version, content_form, content_data";
  private static final String TAGS = "name, value, run";

  private final Copies copies;
  private final Tables own;
  private final Bytes bytes;

  Stage(Copies copies, Tables own, Bytes bytes) {
    this.copies = copies;
    this.own = own;
    this.bytes = bytes;
  }

  /** Makes the tables. */
  public void create(SqlSession session) throws SQLException {
    for (String template : Schema.staging()) {
      session.update(own.sql(template));
    }
  }

  /** Drops the tables. */
  public void drop(SqlSession session) throws SQLException {
    for (String name : Tables.NAMES) {
      session.update(own.sql("drop table if exists {" + name + "}"));
    }
  }

  /**
   * Writes an item to them.
   *
   * @throws StoreException if it is there
   */
  public void add(SqlSession session, StoreItem item) throws SQLException {
    boolean added =
        item instanceof StoreItem.OfDocument document
            ? add(session, document.document())
            : add(session, (StoreItem.OfRun) item, copies.restored((StoreItem.OfRun) item));
    if (!added) {
      throw new StoreException("an item is there twice: " + Copies.nameOf(item), null);
    }
  }

  /**
   * Puts what they hold in the place of what the store holds.
   *
   * @throws StoreException if that is not empty and must be
   */
  public void replace(SqlSession tx, StoreRestore.Target target) throws SQLException {
    if (own.dialect() == Dialect.POSTGRES) { // nobody may write from here to the commit
      tx.update(copies.tables().sql("lock table {documents}, {runs} in exclusive mode"));
    }
    if (target == StoreRestore.Target.MUST_BE_EMPTY && !copies.isEmpty(tx)) {
      throw new StoreException(
          "the store is not empty; restore into an empty one or choose REPLACE", null);
    }
    copies.clear(tx);
    copy(tx, copies.tables());
  }

  private boolean add(SqlSession session, Document document) throws SQLException {
    EncodedPayload content = bytes.of(document.content());
    return session.update(
            own.sql(
                "insert into {documents} ("
                    + DOCUMENTS
                    + ") values (?,?,?,?,?) on conflict do nothing"),
            document.key().collection(),
            document.key().id(),
            document.version(),
            Bytes.form(content),
            content.bytes())
        == 1;
  }

  private boolean add(SqlSession session, StoreItem.OfRun item, Copies.Restored restored)
      throws SQLException {
    if (!addRun(session, item, restored)) {
      return false;
    }
    new Steps(own, bytes).record(session, item.run().id(), item.journal());
    new Tags(own).put(session, item.run().id(), item.run().tags());
    long number = 0;
    for (Letter letter : item.letters()) {
      EncodedPayload content = bytes.of(letter.content());
      session.update(
          own.sql("insert into {letters} (" + LETTERS + ") values (?,?,?,?,?,?,{now},0)"),
          item.run().id().value(),
          ++number,
          letter.id(),
          Letters.plain(letter.inbox()),
          Bytes.form(content),
          content.bytes());
    }
    return true;
  }

  private boolean addRun(SqlSession session, StoreItem.OfRun item, Copies.Restored restored)
      throws SQLException {
    RunRecord run = item.run();
    EncodedPayload input = bytes.of(run.input());
    Optional<RunEnd> end = run.end();
    Optional<EncodedPayload> result = end.flatMap(RunEnd::result).map(bytes::of);
    return session.update(
            own.sql(
                "insert into {runs} ("
                    + RUNS
                    + ") values (?,?,?,?,?,?,?,?,?,?,{due},0,?,?,?,?,?,?) on conflict do nothing"),
            run.id().value(),
            run.workflow(),
            run.end().map(RunEnd::status).orElse(restored.standing().status()).name(),
            Nanos.of(run.createdAt()),
            Details.write(
                new Details.Facts(run.deadline(), run.tags(), run.context(), run.parent())),
            Bytes.form(input),
            input.bytes(),
            Details.write(restored.standing()),
            Letters.awaits(restored.standing().awaits()),
            run.epoch(),
            restored.dueAt().orElse(null),
            item.letters().size(),
            item.letters().size(),
            end.map(Stage::ending).orElse(null),
            result.map(Bytes::form).orElse(null),
            result.map(EncodedPayload::bytes).orElse(null),
            run.endedAt().map(Nanos::of).orElse(null))
        == 1;
  }

  private static String ending(RunEnd end) {
    return Details.write(
        new Details.Ending(end.status(), end.failure(), end.reason(), end.compensated()));
  }

  private void copy(SqlSession tx, Tables target) throws SQLException {
    copy(tx, target, "documents", DOCUMENTS, "");
    copy(tx, target, "runs", RUNS, "");
    copy(tx, target, "tags", TAGS, "");
    copy(tx, target, "steps", Steps.COLUMNS, " order by seq");
    copy(tx, target, "letters", LETTERS, "");
  }

  private void copy(SqlSession tx, Tables target, String table, String columns, String order)
      throws SQLException {
    tx.update(
        target.sql("insert into {" + table + "} (" + columns + ")")
            + own.sql(" select " + columns + " from {" + table + "}")
            + order);
  }
}
