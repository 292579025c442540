package io.maestro.testkit.tck;

import static io.maestro.testkit.tck.Given.LEASE;
import static io.maestro.testkit.tck.Given.OTHER;
import static io.maestro.testkit.tck.Given.end;
import static io.maestro.testkit.tck.Given.step;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.maestro.run.Failure;
import io.maestro.run.RecordedStep;
import io.maestro.store.Lease;
import io.maestro.store.RunWrite;
import io.maestro.store.StaleEpochException;
import io.maestro.store.StepRecord;
import io.maestro.store.StoreTransactions;
import io.maestro.testkit.Proves;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Steps that write through the store's own transaction. */
@Needs(Capability.TRANSACTIONS)
abstract class TransactionRules {
  /** A store's transactions with what they write to. */
  private record Transactions<C>(TransactionsUnderTest<C> target, StoreTransactions<C> store) {
    static Transactions<?> of(TckStore store) {
      return of(
          store,
          store
              .contents()
              .transactions()
              .orElseThrow(
                  () ->
                      new AssertionError(
                          "a store that has TRANSACTIONS says what they write to: override"
                              + " StoreUnderTest.transactions")));
    }

    private static <C> Transactions<C> of(TckStore store, TransactionsUnderTest<C> target) {
      return new Transactions<>(
          target,
          store
              .store()
              .transactions(target.resource())
              .orElseThrow(() -> new AssertionError("no transactions over " + target.resource())));
    }

    /** Writes a line and records a step, in one transaction. */
    StepRecord record(Lease lease, String path, String line) throws Exception {
      return store.record(
          lease,
          path,
          resource -> {
            target.write(resource, line);
            return step(path, line);
          });
    }

    /** Writes a line, and throws. */
    StepRecord failing(Lease lease, String path, String line, Exception thrown) throws Exception {
      return store.record(
          lease,
          path,
          resource -> {
            target.write(resource, line);
            throw thrown;
          });
    }

    List<String> written() throws Exception {
      return List.copyOf(new TreeSet<>(target.written()));
    }
  }

  /**
   * What the code writes and the record of its step are there together when the call returns.
   *
   * <p>If this fails, look at whether the journal is written through the same transaction.
   */
  @Test
  @Proves({"17.34", "1.9"})
  void required34_transaction_thatReturns_hasWrittenAndIsRecorded(TckStore store) throws Exception {
    var transactions = Transactions.of(store);
    Lease lease = store.owned("run");
    StepRecord recorded = transactions.record(lease, "book", "one");

    assertEquals(Words.of(step("book", "one")), Words.of(recorded));
    assertEquals(List.of("one"), transactions.written());
    assertEquals(List.of("book=one"), store.journal("run"));
  }

  /**
   * Code that throws has written nothing and recorded nothing, and the caller gets what it threw.
   *
   * <p>If this fails, look at the rollback, and at wrapped exceptions.
   */
  @Test
  @Proves({"17.34", "1.9"})
  void required34_transaction_thatThrows_hasWrittenNothing(TckStore store) throws Exception {
    var transactions = Transactions.of(store);
    Lease lease = store.owned("run");
    Exception full = new Exception("full");

    Exception thrown =
        assertThrows(Exception.class, () -> transactions.failing(lease, "book", "one", full));
    assertSame(full, thrown);
    assertEquals(List.of(), transactions.written());
    assertEquals(List.of(), store.journal("run"));
    transactions.record(lease, "book", "two");
    assertEquals(List.of("two"), transactions.written());
  }

  /**
   * A transaction under a lease that is void by its end is rolled back, code and all.
   *
   * <p>If this fails, look at whether the epoch is checked in the transaction, after the code.
   */
  @Test
  @Proves({"17.34", "3.2"})
  void required34_transaction_underAStaleEpoch_isRolledBack(TckStore store) throws Exception {
    var transactions = Transactions.of(store);
    Lease stale = store.owned("run");
    store.elapse(LEASE);
    Lease current = store.claimOne(OTHER).lease();

    assertThrows(
        StaleEpochException.class, () -> transactions.record(stale, "book", "former owner"));
    store.write(end(current));
    assertThrows(StaleEpochException.class, () -> transactions.record(current, "book", "ended"));
    assertEquals(List.of(), transactions.written());
    assertEquals(List.of(), store.journal("run"));
  }

  /**
   * A step that has its final outcome is not run again; one that is pending is.
   *
   * <p>If this fails, look at whether the journal is read before the code is run.
   */
  @Test
  @Proves({"17.34", "1.1", "1.9"})
  void required34_transaction_ofARecordedStep_isNotRunAgain(TckStore store) throws Exception {
    var transactions = Transactions.of(store);
    Lease lease = store.owned("run");
    transactions.record(lease, "book", "first");
    StepRecord again = transactions.record(lease, "book", "again");
    Failure failure = new Failure(Failure.Kind.STEP, "failed", 1, "X", "");
    store.write(
        RunWrite.step(
            lease,
            new Steps("failed")
                .state(RecordedStep.State.FAILED)
                .value(Optional.empty())
                .failure(failure)
                .build()));
    store.write(
        RunWrite.step(lease, new Steps("pending").state(RecordedStep.State.PENDING).build()));
    transactions.record(lease, "failed", "of a failed step");
    transactions.record(lease, "pending", "of a pending step");

    assertEquals(Words.of(step("book", "first")), Words.of(again));
    assertEquals(List.of("first", "of a pending step"), transactions.written());
  }

  /**
   * Transactions of several runs at once each happen once.
   *
   * <p>If this fails, look at how many connections there are for code that takes its time.
   */
  @Test
  @Proves({"17.34", "17.35"})
  void required34_transactions_ofManyAtOnce_eachHappenOnce(TckStore store) throws Exception {
    var transactions = Transactions.of(store);
    List<String> expected = new ArrayList<>();
    List<Lease> leases = new ArrayList<>();
    for (int part = 0; part < Crowd.SIZE; part++) {
      leases.add(store.owned("run" + part));
      for (int i = 0; i < 10; i++) {
        expected.add(part + "." + i);
      }
    }
    Crowd.all(
        store,
        part -> {
          for (int i = 0; i < 10; i++) {
            book(transactions, leases.get(part), "s" + i, part + "." + i);
          }
          return part;
        });

    assertEquals(expected, transactions.written());
  }

  private static void book(Transactions<?> transactions, Lease lease, String path, String line) {
    try {
      transactions.record(lease, path, line);
    } catch (Exception failed) {
      throw new AssertionError("a transaction failed", failed);
    }
  }

  /**
   * What a store has no transactions over, it says so.
   *
   * <p>If this fails, look at whether the class asked for is compared.
   */
  @Test
  @Proves("17.34")
  void required34_transactions_overSomethingElse_areEmpty(TckStore store) {
    assertEquals(Optional.empty(), store.store().transactions(StringBuilder.class));
  }
}
