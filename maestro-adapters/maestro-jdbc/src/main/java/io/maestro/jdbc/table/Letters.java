package io.maestro.jdbc.table;

import io.maestro.codec.EncodedPayload;
import io.maestro.jdbc.sql.SqlSession;
import io.maestro.run.RunId;
import io.maestro.store.Letter;
import io.maestro.store.RunStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Inboxes. A letter that was taken stays as an empty row until its id need not be remembered any
 * more.
 */
final class Letters {
  static final String COLUMNS = "id, inbox, content_form, content_data";
  private static final byte[] NO_BYTES = new byte[0];

  private final Bytes bytes;
  private final String put;
  private final String tokenOf;
  private final String take;
  private final String clear;
  private final String inbox;
  private final String awaited;
  private final String expire;

  Letters(Tables tables, Bytes bytes) {
    this.bytes = bytes;
    long window = RunStore.DEDUP_WINDOW.toNanos();
    this.put =
        tables.sql(
            "insert into {letters} (run, number, id, inbox, content_form, content_data,"
                + " delivered_at, taken, token) values (?,?,?,?,?,?,{now},0,?) on conflict (run, id) do nothing");
    this.tokenOf = tables.sql("select token from {letters} where run = ? and id = ?");
    this.take =
        tables.sql(
            "update {letters} set taken = 1, content_form = '', content_data = ?"
                + " where run = ? and id = ? and taken = 0");
    this.clear = tables.sql("delete from {letters} where run = ?");
    this.inbox =
        tables.sql(
            "select "
                + COLUMNS
                + " from {letters} where run = ? and taken = 0"
                + " and number > ? order by number");
    this.awaited =
        tables.sql(
            "select 1 from {letters} where run = ? and taken = 0"
                + " and (substr(inbox, 1, 1) = '$' or {within}(?, '|' || inbox || '|') > 0) limit 1");
    this.expire =
        tables.sql(
            "delete from {letters} where taken = 1 and delivered_at <= {now} - "
                + window
                + " and run = ? and id = ?");
  }

  /** Puts a letter in under its run's next number, and returns whether it was not there before. */
  boolean put(SqlSession tx, RunId run, long number, Letter letter, String token)
      throws SQLException {
    tx.update(expire, run.value(), letter.id());
    EncodedPayload content = bytes.of(letter.content());
    int added =
        tx.update(
            put,
            run.value(),
            number,
            letter.id(),
            plain(letter.inbox()),
            Bytes.form(content),
            content.bytes(),
            token);
    return added == 1;
  }

  boolean isThere(SqlSession tx, RunId run, String letter) throws SQLException {
    return tx.first(tokenOf, row -> true, run.value(), letter).isPresent();
  }

  boolean isThereBy(SqlSession tx, RunId run, String letter, String token) throws SQLException {
    return tx.first(tokenOf, row -> token.equals(row.getString(1)), run.value(), letter)
        .orElse(false);
  }

  /** Takes letters out, and returns how many were there. */
  int take(SqlSession tx, RunId run, List<String> ids) throws SQLException {
    int taken = 0;
    for (String id : ids) {
      taken += tx.update(take, NO_BYTES, run.value(), id);
    }
    return taken;
  }

  void clear(SqlSession tx, RunId run) throws SQLException {
    tx.update(clear, run.value());
  }

  /** Returns the letters with a higher number than one, oldest first. */
  List<Letter> inbox(SqlSession session, RunId run, long after) throws SQLException {
    return session.list(inbox, Letters::read, run.value(), after);
  }

  boolean hasAwaited(SqlSession tx, RunId run, String awaits) throws SQLException {
    return tx.first(awaited, row -> true, run.value(), awaits).isPresent();
  }

  static Letter read(ResultSet row) throws SQLException {
    return new Letter(
        row.getString("id"),
        text(row.getString("inbox")),
        Bytes.payload(row.getString("content_form"), row.getBytes("content_data")));
  }

  /** Returns the names of inboxes as one text, in which each stands between two bars. */
  static String awaits(Collection<String> inboxes) {
    return inboxes.isEmpty()
        ? ""
        : new TreeSet<>(inboxes)
            .stream().map(Letters::plain).collect(Collectors.joining("|", "|", "|"));
  }

  static boolean awaits(String awaits, Letter letter) {
    return letter.isControl() || awaits.contains("|" + plain(letter.inbox()) + "|");
  }

  static String plain(String inbox) {
    return inbox.replace("%", "%25").replace("|", "%7C");
  }

  private static String text(String plain) {
    return plain.replace("%7C", "|").replace("%25", "%");
  }
}
