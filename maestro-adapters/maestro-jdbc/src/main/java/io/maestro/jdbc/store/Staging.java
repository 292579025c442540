package io.maestro.jdbc.store;

import io.maestro.jdbc.commit.Work;

/** The one connection that a restore is staged on. Its methods block until the work is done. */
public interface Staging extends AutoCloseable {
  /** Does work on the connection, in a transaction. */
  <T> void change(Work<T> work);

  @Override
  void close();
}
