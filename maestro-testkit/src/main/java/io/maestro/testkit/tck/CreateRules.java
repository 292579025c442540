package io.maestro.testkit.tck;

import static io.maestro.testkit.tck.Given.NODE;
import static io.maestro.testkit.tck.Given.OTHER;
import static io.maestro.testkit.tck.Given.end;
import static io.maestro.testkit.tck.Given.leaseOf;
import static io.maestro.testkit.tck.Given.newRun;
import static io.maestro.testkit.tck.Given.run;
import static io.maestro.testkit.tck.Given.step;
import static io.maestro.testkit.tck.Stages.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.run.RunStatus;
import io.maestro.store.Creation;
import io.maestro.store.NewRun;
import io.maestro.store.RunRecord;
import io.maestro.testkit.Proves;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How runs come to be. */
abstract class CreateRules {
  /**
   * A second creation gives the run that is there, live or ended, and changes nothing of it.
   *
   * <p>If this fails, look at whether the insertion replaces, and at whether it raises the epoch.
   */
  @Test
  @Proves("17.4")
  void required04_create_twice_givesTheRunThatIsThere(TckStore store) {
    Creation first = get(store.runs().create(newRun("run", Optional.of(NODE))));
    NewRun other = newRun("run", "other", Map.of("a", "b"), Optional.of(OTHER), Given.LEASE);
    Creation again = get(store.runs().create(other));

    assertTrue(first.isNew(), "the first creation is new");
    assertFalse(again.isNew(), "the second creation is not new");
    assertEquals(Words.of(first.run()), Words.of(again.run()));
    assertEquals(Words.of(first.run()), Words.of(store.find("run")));
    store.write(end(leaseOf(first.run())));
    Creation afterTheEnd = get(store.runs().create(newRun("run", Optional.empty())));
    assertFalse(afterTheEnd.isNew(), "the creation after the end is not new");
    assertEquals(RunStatus.SUCCEEDED, afterTheEnd.run().status());
  }

  /**
   * A run is kept with everything it was created with, at the time of the store's clock.
   *
   * <p>If this fails, look at which of its parts are left out of the statement.
   */
  @Test
  @Proves("17.18")
  void required18_create_keepsAllItIsGiven(TckStore store) {
    store.elapse(Duration.ofNanos(1_234_567));
    Instant before = store.contents().now();
    NewRun given =
        new Runs("run")
            .workflow("some.workflow")
            .deadline(Instant.parse("2026-02-03T04:05:06.000000007Z"))
            .tags(Map.of("a", "b"))
            .context(Map.of("c", "d"))
            .parent("parent", "child:1")
            .journal(step("b", "1"), step("a", "2"))
            .build();
    RunRecord created = get(store.runs().create(given)).run();

    assertEquals(Words.of(created), Words.of(store.find("run")));
    assertEquals("some.workflow in", created.workflow() + " " + Words.of(created.input()));
    assertEquals(given.deadline(), created.deadline());
    assertEquals(given.tags(), created.tags());
    assertEquals(given.context(), created.context());
    assertEquals(given.parent(), created.parent());
    assertEquals(List.of("b=1", "a=2"), store.journal("run"));
    assertEquals(RunStatus.QUEUED, created.status());
    Duration late = Duration.between(before, created.createdAt());
    assertFalse(
        late.isNegative() || late.compareTo(store.contents().precision()) > 0,
        "created at " + created.createdAt() + ", not at " + before);
  }

  /**
   * A run that names an owner is owned under epoch 1; one that does not is due at once, under epoch
   * 0.
   *
   * <p>If this fails, look at what a run without an owner has for its due time.
   */
  @Test
  @Proves({"17.18", "3.1"})
  void required18_create_givesToTheOwnerOrMakesDue(TckStore store) {
    RunRecord owned = get(store.runs().create(newRun("owned", Optional.of(NODE)))).run();
    RunRecord due = get(store.runs().create(newRun("due", Optional.empty()))).run();

    assertEquals(List.of(Optional.of(NODE), 1L), List.of(owned.owner(), owned.epoch()));
    assertEquals(List.of(Optional.empty(), 0L), List.of(due.owner(), due.epoch()));
    assertEquals(List.of(), store.renew(Given.LEASE, leaseOf(owned)), "the leases lost at once");
    assertEquals(List.of("due"), store.claimedIds(OTHER));
  }

  /**
   * Of a run that is not there, there is nothing.
   *
   * <p>If this fails, look at how no row is told from an empty one.
   */
  @Test
  @Proves("17.17")
  void required17_find_ofARunThatIsNotThere_isEmpty(TckStore store) {
    assertEquals(Optional.empty(), get(store.runs().find(run("no"))));
    assertEquals(List.of(), get(store.runs().journal(run("no"))));
  }
}
