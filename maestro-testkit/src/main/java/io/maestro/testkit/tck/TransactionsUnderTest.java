package io.maestro.testkit.tck;

import java.util.List;

/**
 * Something beside a store's own contents that its transactions write to, such as a table of the
 * implementer's test.
 *
 * @param <C> what the code of a transaction writes through
 */
public interface TransactionsUnderTest<C> {
  /** Returns what to ask {@link io.maestro.store.StateStore#transactions} for. */
  Class<C> resource();

  /**
   * Writes a line through a transaction's resource.
   *
   * @throws Exception if it can't be written
   */
  void write(C resource, String line) throws Exception;

  /**
   * Returns the lines that were committed, in any order, looked at from outside of any transaction.
   *
   * @throws Exception if they can't be read
   */
  List<String> written() throws Exception;
}
