package io.maestro.jdbc.sqlite;

import io.maestro.error.MaestroException;
import io.maestro.jdbc.commit.Work;
import io.maestro.jdbc.store.Staging;
import io.maestro.store.StoreException;
import java.util.concurrent.CompletionException;

/** Stages on the writing connection: nobody else may write when it is committed. */
record SqliteStaging(SqliteDesk desk) implements Staging {
  @Override
  public <T> void change(Work<T> work) {
    try {
      desk.change(work).join();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof MaestroException named
          ? named
          : new StoreException(work.what() + " failed", failed.getCause());
    }
  }

  @Override
  public void close() {
    // The connection is the store's.
  }
}
