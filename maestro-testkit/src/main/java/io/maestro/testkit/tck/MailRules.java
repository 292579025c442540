package io.maestro.testkit.tck;

import static io.maestro.testkit.tck.Given.LEASE;
import static io.maestro.testkit.tck.Given.OTHER;
import static io.maestro.testkit.tck.Given.end;
import static io.maestro.testkit.tck.Given.letter;
import static io.maestro.testkit.tck.Given.release;
import static io.maestro.testkit.tck.Given.run;
import static io.maestro.testkit.tck.Given.send;
import static io.maestro.testkit.tck.Given.take;
import static io.maestro.testkit.tck.Stages.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.maestro.store.ClaimedRun;
import io.maestro.store.Delivery;
import io.maestro.store.Lease;
import io.maestro.store.RunStore;
import io.maestro.testkit.Proves;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Letters, from delivery to taking. */
abstract class MailRules {
  private static Delivery deliver(TckStore store, String to, String id, String inbox) {
    return get(store.runs().deliver(run(to), letter(id, inbox)));
  }

  private static void rest(TckStore store, String id, String... awaits) {
    store.write(release(store.owned(id), Optional.empty(), Set.of(awaits)));
  }

  /**
   * A letter that a resting run awaits makes it claimable; one for another inbox does not, but is
   * kept.
   *
   * <p>If this fails, look at how the inboxes awaited are compared: whole names, by every
   * character.
   */
  @Test
  @Proves({"17.5", "6.4"})
  void required05_letterThatIsAwaited_makesItsRunClaimable(TckStore store) {
    rest(store, "one", "mail", "post");
    rest(store, "other", "mail");
    deliver(store, "one", "1", "post");
    for (String inbox : List.of("pos", "postal", "Mail", "mail/x", "mai_")) {
      deliver(store, "other", inbox, inbox);
    }
    List<ClaimedRun> claimed = store.claim(OTHER);

    assertEquals(List.of("one"), TckStore.ids(claimed));
    assertEquals(
        Words.ofLetters(List.of(letter("1", "post"))), Words.ofLetters(claimed.get(0).letters()));
    deliver(store, "other", "1", "mail");
    assertEquals(6, store.claimOne(OTHER).letters().size(), "the letters of the other");
  }

  /**
   * A letter to an inbox of the engine makes its run claimable, whatever it awaits and however far
   * away its time is.
   *
   * <p>If this fails, look at the inboxes that begin with {@code $}.
   */
  @Test
  @Proves("17.6")
  void required06_letterOfTheEngine_makesItsRunClaimableWhateverItAwaits(TckStore store) {
    rest(store, "nothing");
    var far = Optional.of(store.time().now().plus(Duration.ofDays(1)));
    store.write(release(store.owned("later"), far, Set.of("mail")));
    deliver(store, "nothing", "1", "$cancel");
    deliver(store, "later", "1", "$pause");

    assertEquals(Set.of("nothing", "later"), Set.copyOf(store.claimedIds(OTHER)));
  }

  /**
   * A letter that came while its run was owned makes it claimable when it is given back awaiting
   * it.
   *
   * <p>If this fails, look at whether giving back looks at what is in the inbox, in one
   * transaction: else a letter that comes in between wakes nobody.
   */
  @Test
  @Proves({"17.5", "6.4"})
  void required05_letterThatCameBefore_makesItsRunClaimableAtItsRelease(TckStore store) {
    Lease awaiting = store.owned("awaiting");
    Lease control = store.owned("control");
    Lease taken = store.owned("taken");
    deliver(store, "awaiting", "1", "mail");
    deliver(store, "control", "1", "$cancel");
    deliver(store, "taken", "1", "mail");
    assertEquals(List.of(), store.claimedIds(OTHER), "while they are owned");
    store.write(release(awaiting, Optional.empty(), Set.of("mail")));
    store.write(release(control, Optional.empty(), Set.of()));
    store.write(take(taken, "1"));
    store.write(release(taken, Optional.empty(), Set.of("mail")));

    assertEquals(Set.of("awaiting", "control"), Set.copyOf(store.claimedIds(OTHER)));
  }

  /**
   * A letter that is delivered again within a day is a duplicate, taken or not, of its run alone.
   *
   * <p>If this fails, look at whether taking a letter forgets its id.
   */
  @Test
  @Proves("17.9")
  void required09_letterDeliveredAgainWithinADay_isADuplicate(TckStore store) {
    Lease lease = store.owned("run");
    Lease other = store.owned("other");

    assertEquals(Delivery.DELIVERED, deliver(store, "run", "1", "mail"));
    assertEquals(Delivery.DUPLICATE, deliver(store, "run", "1", "mail"));
    assertEquals(Delivery.DUPLICATE, deliver(store, "run", "1", "another"));
    assertEquals(Delivery.DELIVERED, deliver(store, "other", "1", "mail"), "to another run");
    assertEquals(Delivery.DELIVERED, deliver(store, "run", "a", "mail"));
    assertEquals(Delivery.DELIVERED, deliver(store, "run", "A", "mail"), "another id");
    assertEquals(List.of("1", "a", "A"), store.inbox(lease));
    store.write(take(lease, "1"));
    store.elapseJustBefore(RunStore.DEDUP_WINDOW);
    assertEquals(Delivery.DUPLICATE, deliver(store, "run", "1", "mail"), "after it was taken");
    assertEquals(List.of("a", "A"), store.inbox(lease));
    assertEquals(List.of("1"), store.inbox(other));
  }

  /**
   * An inbox holds 10,000 letters and refuses the next; each one taken makes room for one.
   *
   * <p>If this fails, look at what counts the letters, and whether taking counts back.
   */
  @Test
  @Proves({"12.9", "17.9"})
  void required09_inboxOfTenThousandLetters_takesNoMore(TckStore store) {
    Lease lease = store.owned("run");
    List<CompletionStage<Delivery>> sent =
        IntStream.range(0, RunStore.MAX_LETTERS)
            .mapToObj(i -> store.runs().deliver(run("run"), letter("" + i, "mail")))
            .toList();

    assertEquals(Set.of(Delivery.DELIVERED), Set.copyOf(sent.stream().map(Stages::get).toList()));
    assertEquals(Delivery.FULL, deliver(store, "run", "more", "mail"));
    assertEquals(Delivery.DUPLICATE, deliver(store, "run", "7", "mail"), "of one that is there");
    store.write(take(lease, "7", "8"));
    assertEquals(Delivery.DELIVERED, deliver(store, "run", "more", "mail"));
    assertEquals(Delivery.DELIVERED, deliver(store, "run", "more 2", "mail"));
    assertEquals(Delivery.FULL, deliver(store, "run", "more 3", "mail"));
    store.elapse(LEASE);
    List<String> letters =
        store.claimOne(OTHER).letters().stream().map(letter -> letter.id()).toList();
    assertEquals(10_000, new TreeSet<>(letters).size());
    assertEquals(List.of("0", "1"), letters.subList(0, 2));
    assertEquals(List.of("more", "more 2"), letters.subList(9_998, 10_000));
  }

  /**
   * A letter to a run that is not there, or that has ended, is told so; an end empties the inbox.
   *
   * <p>If this fails, look at what is told when no row was inserted.
   */
  @Test
  @Proves({"17.25", "17.9"})
  void required25_letterToARunThatHasEnded_isNotTaken(TckStore store) {
    Lease lease = store.owned("run");
    deliver(store, "run", "1", "mail");
    store.write(end(lease));

    assertEquals(Delivery.ENDED, deliver(store, "run", "2", "mail"));
    assertEquals(Delivery.UNKNOWN_RUN, deliver(store, "no", "1", "mail"));
    assertEquals(
        List.of("[]"),
        store.exported().stream()
            .map(item -> ((io.maestro.store.StoreItem.OfRun) item).letters().toString())
            .toList());
  }

  /**
   * A letter that goes with a write is delivered like any other: once, waking its run, also to the
   * run that sends it; one to a run that has ended, or is not there, is dropped.
   *
   * <p>If this fails, look at whether sending and delivering are the same code.
   */
  @Test
  @Proves("17.24")
  void required24_letterSentWithAWrite_isDeliveredLikeAnyOther(TckStore store) {
    Lease sender = store.owned("sender");
    rest(store, "resting", "mail");
    store.ended("ended");
    store.write(send(sender, "resting", letter("1", "mail")));
    store.write(send(sender, "resting", letter("1", "mail")));
    store.write(send(sender, "ended", letter("1", "mail")));
    store.write(send(sender, "no", letter("1", "mail")));
    store.write(send(sender, "sender", letter("1", "mail")));

    assertEquals(Delivery.DUPLICATE, deliver(store, "resting", "1", "mail"));
    ClaimedRun woken = store.claimOne(OTHER);
    assertEquals("resting", woken.run().id().value());
    assertEquals(1, woken.letters().size());
    assertEquals(List.of("1"), store.inbox(sender), "what it sent to itself");
  }
}
