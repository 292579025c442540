package io.maestro.jdbc.table;

import io.maestro.codec.EncodedPayload;
import io.maestro.codec.Payload;
import io.maestro.jdbc.sql.SqlSession;
import io.maestro.run.Page;
import io.maestro.store.Document;
import io.maestro.store.DocumentKey;
import io.maestro.store.DocumentStore;
import io.maestro.store.VersionConflictException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Documents with compare-and-set. */
public final class Documents {
  static final String READ = "collection, id, version, content_form, content_data";

  private final Bytes bytes;
  private final String find;
  private final String insert;
  private final String update;
  private final String delete;
  private final String state;
  private final String page;

  Documents(Tables tables, Bytes bytes) {
    this.bytes = bytes;
    String key = " where collection = ? and id = ?";
    this.find = tables.sql("select " + READ + " from {documents}" + key);
    this.insert =
        tables.sql(
            "insert into {documents} (collection, id, version, content_form, content_data, token)"
                + " values (?, ?, 1, ?, ?, ?) on conflict (collection, id) do nothing");
    this.update =
        tables.sql(
            "update {documents} set version = version + 1, content_form = ?, content_data = ?,"
                + " token = ?"
                + key
                + " and version = ?");
    this.delete = tables.sql("delete from {documents}" + key + " and version = ?");
    this.state = tables.sql("select version, token from {documents}" + key);
    this.page =
        tables.sql(
            "select "
                + READ
                + " from {documents} where collection = ? and id > ? order by id limit ?");
  }

  /** What is there now. */
  private record State(long version, @Nullable String token) {
    static final State ABSENT = new State(DocumentStore.ABSENT, null);

    static State read(ResultSet row) throws SQLException {
      return new State(row.getLong(1), row.getString(2));
    }
  }

  /** Returns a document. */
  public Optional<Document> read(SqlSession session, DocumentKey key) throws SQLException {
    return session.first(find, Documents::read, key.collection(), key.id());
  }

  /**
   * Writes a document if its version is the expected one.
   *
   * @throws VersionConflictException if it is not; nothing was changed then
   */
  public long write(SqlSession tx, DocumentKey key, long expected, Payload payload, String token)
      throws SQLException {
    EncodedPayload content = bytes.of(payload);
    int written =
        expected == DocumentStore.ABSENT
            ? tx.update(
                insert, key.collection(), key.id(), Bytes.form(content), content.bytes(), token)
            : tx.update(
                update,
                Bytes.form(content),
                content.bytes(),
                token,
                key.collection(),
                key.id(),
                expected);
    if (written == 0) {
      State there = state(tx, key);
      if (!token.equals(there.token())) { // else it was written before, and the answer was lost
        throw new VersionConflictException(key, expected, there.version());
      }
    }
    return expected + 1;
  }

  /** Encodes a content: what can't be encoded fails before anything is begun. */
  public void prepare(Payload content) {
    bytes.prepare(content);
  }

  /**
   * Deletes a document if its version is the expected one.
   *
   * @param inDoubt whether it may have been deleted before, and the answer lost
   * @throws VersionConflictException if it is not; nothing was changed then
   */
  public void delete(SqlSession tx, DocumentKey key, long expected, boolean inDoubt)
      throws SQLException {
    if (tx.update(delete, key.collection(), key.id(), expected) == 0) {
      State there = state(tx, key);
      if (!inDoubt || there.version() != DocumentStore.ABSENT) {
        throw new VersionConflictException(key, expected, there.version());
      }
    }
  }

  private State state(SqlSession tx, DocumentKey key) throws SQLException {
    return tx.first(state, State::read, key.collection(), key.id()).orElse(State.ABSENT);
  }

  /** Lists a collection by id. */
  public Page<Document> list(
      SqlSession session, String collection, Optional<String> after, int limit)
      throws SQLException {
    List<Document> found =
        session.list(page, Documents::read, collection, after.orElse(""), limit + 1);
    boolean more = found.size() > limit;
    return new Page<>(more ? found.subList(0, limit) : found, more);
  }

  static Document read(ResultSet row) throws SQLException {
    return new Document(
        new DocumentKey(row.getString("collection"), row.getString("id")),
        row.getLong("version"),
        Bytes.payload(row.getString("content_form"), row.getBytes("content_data")));
  }
}
