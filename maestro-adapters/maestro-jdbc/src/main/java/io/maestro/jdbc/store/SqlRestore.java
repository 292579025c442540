package io.maestro.jdbc.store;

import io.maestro.jdbc.commit.Work;
import io.maestro.jdbc.table.Copies;
import io.maestro.jdbc.table.Stage;
import io.maestro.store.StoreException;
import io.maestro.store.StoreItem;
import io.maestro.store.StoreRestore;

/** A restore into tables that only its connection sees, copied in one transaction at the end. */
public final class SqlRestore implements StoreRestore {
  private final Copies copies;
  private final Stage stage;
  private final Staging staging;
  private final Target target;
  private boolean ended;

  private SqlRestore(Copies copies, Stage stage, Staging staging, Target target) {
    this.copies = copies;
    this.stage = stage;
    this.staging = staging;
    this.target = target;
  }

  /** Begins a restore, one of several of its number's connection. */
  public static SqlRestore begin(Copies copies, int number, Staging staging, Target target) {
    SqlRestore restore = new SqlRestore(copies, copies.stage(number), staging, target);
    try {
      restore.change("the beginning of a restore", restore.stage::create);
      return restore;
    } catch (RuntimeException failed) {
      staging.close();
      throw failed;
    }
  }

  /** A change without a result. */
  @FunctionalInterface
  private interface Change {
    void run(io.maestro.jdbc.sql.SqlSession tx) throws java.sql.SQLException;
  }

  private void change(String what, Change change) {
    staging.change(
        new Work<Void>(
            what,
            tx -> {
              change.run(tx);
              return null;
            }));
  }

  @Override
  public void add(StoreItem item) {
    checkNotEnded();
    copies.prepare(item);
    change("the restoring of an item", tx -> stage.add(tx, item));
  }

  @Override
  public void commit() {
    checkNotEnded();
    change("the commit of a restore", tx -> stage.replace(tx, target));
    close();
  }

  @Override
  public void close() {
    if (!ended) {
      ended = true;
      try (staging) {
        change("the end of a restore", stage::drop);
      }
    }
  }

  private void checkNotEnded() {
    if (ended) {
      throw new StoreException("the restore has ended; begin another one", null);
    }
  }
}
