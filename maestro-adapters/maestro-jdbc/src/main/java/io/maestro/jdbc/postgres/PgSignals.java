package io.maestro.jdbc.postgres;

import io.maestro.jdbc.sql.SqlSession;
import io.maestro.jdbc.table.Signals;
import io.maestro.run.RunId;
import io.maestro.store.StoreSignals;
import java.sql.SQLException;

/**
 * Notifications, sent with a commit to whoever listens: {@code STORE work} and {@code STORE mail
 * RUN}. Each store passes over its own.
 */
final class PgSignals implements Signals {
  private static final String NOTIFY = "select pg_notify(?, ?)";

  private final String channel;
  private final String store;
  private final OwnNodes nodes;

  PgSignals(String prefix, String store, OwnNodes nodes) {
    this.channel = prefix + "signals";
    this.store = store;
    this.nodes = nodes;
  }

  String channel() {
    return channel;
  }

  @Override
  public void newWork(SqlSession tx) throws SQLException {
    tx.first(NOTIFY, row -> true, channel, store + " work");
  }

  @Override
  public void newMail(SqlSession tx, RunId run, String owner) throws SQLException {
    if (!nodes.has(owner)) { // who delivers to himself knows
      tx.first(NOTIFY, row -> true, channel, store + " mail " + run);
    }
  }

  /** Passes on what another store has sent. */
  void received(String said, StoreSignals to) {
    String[] words = said.split(" ", 3);
    if (words.length < 2 || words[0].equals(store)) {
      return;
    }
    if (words[1].equals("work")) {
      to.newWork();
    } else if (words[1].equals("mail") && words.length == 3) {
      to.newMail(RunId.of(words[2]));
    }
  }
}
