package io.maestro.testkit.tck;

import static io.maestro.testkit.tck.Given.LEASE;
import static io.maestro.testkit.tck.Given.NODE;
import static io.maestro.testkit.tck.Given.OTHER;
import static io.maestro.testkit.tck.Given.cancelled;
import static io.maestro.testkit.tck.Given.end;
import static io.maestro.testkit.tck.Given.forget;
import static io.maestro.testkit.tck.Given.letter;
import static io.maestro.testkit.tck.Given.run;
import static io.maestro.testkit.tck.Given.stand;
import static io.maestro.testkit.tck.Given.step;
import static io.maestro.testkit.tck.Given.waiting;
import static io.maestro.testkit.tck.Stages.failure;
import static io.maestro.testkit.tck.Stages.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.maestro.codec.Payload;
import io.maestro.codec.TypeToken;
import io.maestro.run.RunStatus;
import io.maestro.store.Lease;
import io.maestro.store.RunWrite;
import io.maestro.store.StaleEpochException;
import io.maestro.testkit.Proves;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The one atomic change of a run. */
abstract class WriteRules {
  /** What no codec can encode. */
  record Unencodable(String value) {
    @Override
    public String value() {
      throw new IllegalStateException("this value can't be encoded");
    }
  }

  private static RunWrite everything(Lease lease, String to) {
    return new RunWrite(
        lease,
        List.of(step("loop/b", "new"), step("a", "changed")),
        List.of("loop/"),
        List.of("1"),
        List.of(
            new RunWrite.Addressed(run(to), letter("sent", "mail")),
            new RunWrite.Addressed(run("gone"), letter("sent", "mail"))),
        Optional.of(waiting(Optional.empty(), Set.of("mail"))),
        Optional.empty(),
        RunWrite.Ownership.KEEP);
  }

  private static Lease withJournalAndMail(TckStore store, String id) {
    Lease lease = store.owned(id);
    for (String path : List.of("a", "loop/a", "loop/b", "looped")) {
      store.write(RunWrite.step(lease, step(path, "old")));
    }
    get(store.runs().deliver(run(id), letter("1", "mail")));
    get(store.runs().deliver(run(id), letter("2", "mail")));
    return lease;
  }

  /**
   * All parts of a write are made: steps forgotten, then recorded, letters taken and sent, the next
   * standing.
   *
   * <p>If this fails, look at the order: what is forgotten goes before what is recorded.
   */
  @Test
  @Proves("17.8")
  void required08_write_changesAllOfIt(TckStore store) {
    Lease lease = withJournalAndMail(store, "run");
    Lease to = store.owned("to");
    store.write(everything(lease, "to"));

    assertEquals(List.of("a=changed", "looped=old", "loop/b=new"), store.journal("run"));
    assertEquals(waiting(Optional.empty(), Set.of("mail")), store.find("run").standing());
    assertEquals(List.of("2"), store.inbox(lease));
    assertEquals(List.of("sent"), store.inbox(to));
    assertEquals(Optional.of(NODE), store.find("run").owner(), "the owner of a run that was kept");
  }

  /**
   * A write under a former epoch is refused and changes nothing, of the run or of those it writes
   * to.
   *
   * <p>If this fails, look at whether the epoch is checked in the transaction that writes, first.
   */
  @Test
  @Proves({"17.1", "17.8", "3.2"})
  void required08_write_underAStaleEpoch_isRefusedAndChangesNothing(TckStore store) {
    Lease stale = withJournalAndMail(store, "run");
    Lease to = store.owned("to");
    store.renew(LEASE.multipliedBy(4), to);
    store.elapse(LEASE);
    Lease current = store.claimOne(OTHER).lease();
    String before = Words.of(store.find("run"));
    List<String> journal = store.journal("run");

    var refused =
        assertInstanceOf(
            StaleEpochException.class, failure(store.runs().write(everything(stale, "to"))));
    assertEquals(stale, refused.lease());
    assertInstanceOf(StaleEpochException.class, failure(store.runs().write(end(stale))));
    Lease early = new Lease(run("run"), NODE, current.epoch() + 1);
    assertInstanceOf(
        StaleEpochException.class, failure(store.runs().write(everything(early, "to"))));
    assertEquals(before, Words.of(store.find("run")));
    assertEquals(journal, store.journal("run"));
    assertEquals(List.of("1", "2"), store.inbox(current));
    assertEquals(List.of(), store.inbox(to), "the letters of the run that it wrote to");
  }

  /**
   * A write to a run that is not there is refused.
   *
   * <p>If this fails, look at what is told when no row was changed.
   */
  @Test
  @Proves("17.8")
  void required08_write_toARunThatIsNotThere_isRefused(TckStore store) {
    Lease unknown = new Lease(run("no"), NODE, 1);
    Lease to = store.owned("to");

    assertInstanceOf(
        StaleEpochException.class, failure(store.runs().write(everything(unknown, "to"))));
    assertEquals(Optional.empty(), get(store.runs().find(run("no"))));
    assertEquals(List.of(), store.inbox(to));
  }

  /**
   * A write that fails in its middle leaves nothing of its beginning.
   *
   * <p>If this fails, look at whether all statements of a write are one transaction, and at writes
   * that were gathered with it: they must not fail along.
   */
  @Test
  @Proves({"17.1", "17.8"})
  void required08_write_thatFailsInItsMiddle_leavesNothing(TckStore store) {
    Lease lease = withJournalAndMail(store, "run");
    Lease to = store.owned("to");
    Payload refusing = Payload.of(new Unencodable(""), TypeToken.of(Unencodable.class));
    RunWrite whole = everything(lease, "to");
    RunWrite broken =
        new RunWrite(
            lease,
            List.of(
                whole.recorded().get(0),
                new Steps("bad").value(Optional.of(refusing)).build(),
                whole.recorded().get(1)),
            whole.forgotten(),
            whole.taken(),
            whole.sent(),
            whole.next(),
            whole.end(),
            whole.ownership());
    boolean taken = isTaken(store, broken);

    if (taken) { // a store of live objects does not encode, and so has nothing that could fail
      assertEquals(4, get(store.runs().journal(run("run"))).size());
      return;
    }
    assertEquals(List.of("a=old", "loop/a=old", "loop/b=old", "looped=old"), store.journal("run"));
    assertEquals(List.of("1", "2"), store.inbox(lease));
    assertEquals(List.of(), store.inbox(to));
    assertEquals(RunStatus.QUEUED, store.find("run").status());
    store.write(everything(lease, "to"));
  }

  private static boolean isTaken(TckStore store, RunWrite write) {
    try {
      get(store.runs().write(write));
      return true;
    } catch (RuntimeException | AssertionError refused) {
      return false;
    }
  }

  /**
   * Steps are forgotten by how their paths begin, letter for letter.
   *
   * <p>If this fails, look at patterns: {@code %}, {@code _} and upper case mean themselves.
   */
  @Test
  @Proves("17.23")
  void required23_forgetting_takesTheBeginningOfThePathLetterForLetter(TckStore store) {
    Lease lease = store.owned("run");
    for (String path : List.of("a_/x", "ab/x", "A_/x", "a_", "a%/x", "a%2F/x", "ä/x", "a\\/x")) {
      store.write(RunWrite.step(lease, step(path, "")));
    }
    store.write(forget(lease, "a_/"));
    assertEquals(
        List.of("ab/x=", "A_/x=", "a_=", "a%/x=", "a%2F/x=", "ä/x=", "a\\/x="),
        store.journal("run"));
    store.write(forget(lease, "a%/", "no such", "a\\"));

    assertEquals(List.of("ab/x=", "A_/x=", "a_=", "a%2F/x=", "ä/x="), store.journal("run"));
    store.write(forget(lease, "a"));
    assertEquals(List.of("A_/x=", "ä/x="), store.journal("run"));
  }

  /**
   * A step that is recorded again keeps its place; one that was forgotten comes last.
   *
   * <p>If this fails, look at whether a replacement deletes and inserts.
   */
  @Test
  @Proves("17.23")
  void required23_stepRecordedAgain_keepsItsPlace(TckStore store) {
    Lease lease = store.owned("run");
    for (String path : List.of("b", "c", "a", "b", "c")) {
      store.write(RunWrite.step(lease, step(path, path)));
    }
    assertEquals(List.of("b=b", "c=c", "a=a"), store.journal("run"));
    store.write(forget(lease, "b"));
    store.write(RunWrite.step(lease, step("b", "again")));

    assertEquals(List.of("c=c", "a=a", "b=again"), store.journal("run"));
  }

  /**
   * A write that says nothing of the standing leaves it; one that keeps the run keeps its owner.
   *
   * <p>If this fails, look at which columns a write sets when it has nothing for them.
   */
  @Test
  @Proves("17.8")
  void required08_write_thatSaysNothingOfTheStanding_leavesIt(TckStore store) {
    Lease lease = store.owned("run");
    store.write(stand(lease, waiting(Optional.empty(), Set.of("in"))));
    String before = Words.of(store.find("run"));
    store.write(RunWrite.step(lease, step("a", "1")));

    assertEquals(before, Words.of(store.find("run")));
  }

  /**
   * An end is the last write, at the time of the store's clock, and keeps journal and standing.
   *
   * <p>If this fails, look at whether the end is part of the condition of every write.
   */
  @Test
  @Proves({"17.8", "17.25", "3.6"})
  void required25_write_thatEndsTheRun_isTheLastOne(TckStore store) {
    Lease lease = store.owned("run");
    store.write(RunWrite.step(lease, step("s", "x")));
    store.write(stand(lease, waiting(Optional.empty(), Set.of("in"))));
    store.elapse(Duration.ofSeconds(1));
    Instant before = store.contents().now();
    store.write(end(lease));
    String ended = Words.of(store.find("run"));

    Duration since = Duration.between(before, store.find("run").endedAt().orElseThrow());
    assertFalse(since.isNegative() || since.compareTo(store.contents().precision()) > 0, ended);
    assertEquals(RunStatus.SUCCEEDED, store.find("run").status());
    assertEquals(RunStatus.WAITING, store.find("run").standing().status());
    assertEquals(Optional.empty(), store.find("run").owner());
    for (RunWrite late :
        List.of(
            RunWrite.step(lease, step("late", "x")), end(lease, cancelled("late")), end(lease))) {
      assertInstanceOf(StaleEpochException.class, failure(store.runs().write(late)));
    }
    assertEquals(List.of("s=x"), store.journal("run"));
    assertEquals(ended, Words.of(store.find("run")), "the terminal state");
  }
}
