package io.maestro.testkit.tck;

import static io.maestro.testkit.tck.Given.LEASE;
import static io.maestro.testkit.tck.Given.NODE;
import static io.maestro.testkit.tck.Given.end;
import static io.maestro.testkit.tck.Given.leaseOf;
import static io.maestro.testkit.tck.Given.newRun;
import static io.maestro.testkit.tck.Given.release;
import static io.maestro.testkit.tck.Given.run;
import static io.maestro.testkit.tck.Given.step;
import static io.maestro.testkit.tck.Stages.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.run.RunQuery;
import io.maestro.run.RunStatus;
import io.maestro.store.Lease;
import io.maestro.store.RunWrite;
import io.maestro.testkit.Proves;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Finding runs, and deleting those that have ended. */
abstract class QueryRules {
  private static String page(TckStore store, RunQuery query) {
    var page = get(store.runs().query(query));
    return page.items().stream().map(run -> run.id().value()).toList() + " " + page.more();
  }

  private static void tagged(TckStore store, String id, String workflow, Map<String, String> tags) {
    get(store.runs().create(newRun(id, workflow, tags, Optional.of(NODE), LEASE)));
  }

  /**
   * Runs are listed by id, in the order of the characters' codes, in pages that say whether there
   * is more.
   *
   * <p>If this fails, look at the collation of the column, and at whether a page asks for one more
   * than it gives.
   */
  @Test
  @Proves({"17.27", "12.8"})
  void required27_query_inPages_isById(TckStore store) {
    for (String id : List.of("d", "b", "B", "a", "a-b", "a.b", "a0", "c")) {
      store.due(id);
    }

    assertEquals("[B, a] true", page(store, RunQuery.all().limit(2)));
    assertEquals("[a-b, a.b, a0] true", page(store, RunQuery.all().limit(3).after(run("a"))));
    assertEquals("[b, c, d] false", page(store, RunQuery.all().limit(3).after(run("a0"))));
    assertEquals("[d] false", page(store, RunQuery.all().limit(3).after(run("cc"))));
    assertEquals("[] false", page(store, RunQuery.all().limit(1).after(run("d"))));
  }

  /**
   * What a query asks for holds together: workflow, one of the statuses, all of the tags; also
   * where its pages begin and end.
   *
   * <p>If this fails, look at whether the filters are applied before the limit.
   */
  @Test
  @Proves("17.27")
  void required27_query_filtersHoldTogether(TckStore store) {
    tagged(store, "a", "flow", Map.of("x", "1", "y", "1"));
    tagged(store, "b", "flow", Map.of("x", "1", "y", "2"));
    tagged(store, "c", "other", Map.of("x", "1", "y", "1"));
    tagged(store, "d", "flow", Map.of("x", "2"));
    tagged(store, "e", "flow", Map.of("x", "1", "y", "1", "z", "1"));
    tagged(store, "f", "flow", Map.of("y", "x", "1", "x"));
    store.write(end(leaseOf(store.find("a"))));
    store.write(release(leaseOf(store.find("d")), Optional.empty(), Set.of()));
    RunQuery both = RunQuery.all().tag("x", "1").tag("y", "1");

    assertEquals("[a, c, e] false", page(store, both));
    assertEquals("[a, e] false", page(store, both.workflow("flow")));
    assertEquals("[a] true", page(store, both.workflow("flow").limit(1)));
    assertEquals("[e] false", page(store, both.workflow("flow").limit(1).after(run("a"))));
    assertEquals("[a] false", page(store, both.status(RunStatus.SUCCEEDED)));
    assertEquals("[d] false", page(store, RunQuery.all().status(RunStatus.WAITING)));
    assertEquals(
        "[a, d] false", page(store, RunQuery.all().status(RunStatus.WAITING, RunStatus.SUCCEEDED)));
    assertEquals("[b, c, e, f] false", page(store, RunQuery.all().status(RunStatus.QUEUED)));
    assertEquals("[] false", page(store, RunQuery.all().tag("x", "")));
    assertEquals("[] false", page(store, RunQuery.all().tag("X", "1")));
    assertEquals("[] false", page(store, RunQuery.all().workflow("no")));
  }

  /**
   * A count is of all that match, wherever the page begins and ends.
   *
   * <p>If this fails, look at whether limit and place are left out of the count.
   */
  @Test
  @Proves("17.27")
  void required27_count_doesNotDependOnThePage(TckStore store) {
    for (String id : List.of("a", "b", "c", "d", "e")) {
      tagged(store, id, "flow", Map.of("half", id.compareTo("c") < 0 ? "1" : "2"));
    }

    assertEquals(5L, get(store.runs().count(RunQuery.all().limit(1).after(run("c")))));
    assertEquals(3L, get(store.runs().count(RunQuery.all().tag("half", "2").limit(1))));
    assertEquals(0L, get(store.runs().count(RunQuery.all().status(RunStatus.FAILED))));
  }

  /**
   * A query gives records as whole as {@code find} does.
   *
   * <p>If this fails, look at columns that only one of the two reads.
   */
  @Test
  @Proves("17.27")
  void required27_query_givesWholeRecords(TckStore store) {
    Lease lease = store.owned("a");
    tagged(store, "b", "flow", Map.of("x", "1"));
    store.write(end(lease));

    for (var found : get(store.runs().query(RunQuery.all())).items()) {
      assertEquals(Words.of(store.find(found.id().value())), Words.of(found));
    }
  }

  /**
   * A page of 1,000 of more runs than that is full, and the next one has the rest.
   *
   * <p>If this fails, look at limits of the driver.
   */
  @Test
  @Proves({"17.27", "12.8"})
  void required27_query_ofAThousand_isFull(TckStore store) {
    for (int i = 0; i < 1_001; i++) {
      store.due("run" + (1_000 + i));
    }
    var first = get(store.runs().query(RunQuery.all().limit(1_000)));
    var rest = RunQuery.all().limit(1_000).after(first.items().get(999).id());

    assertEquals("1000 true", first.items().size() + " " + first.more());
    assertEquals("[run2000] false", page(store, rest));
  }

  /**
   * A purge deletes ended runs that match, the first ones by id and not more than its limit, with
   * all that belongs to them, and no live ones.
   *
   * <p>If this fails, look at whether the end is part of the condition of the deletion.
   */
  @Test
  @Proves("17.10")
  void required10_purge_deletesEndedRunsOnly(TckStore store) {
    for (String id : List.of("a", "b", "c")) {
      store.write(RunWrite.step(store.owned(id), step("s", "x")));
    }
    for (String id : List.of("d", "e", "f")) {
      Lease lease = store.owned(id);
      store.write(RunWrite.step(lease, step("s", "x")));
      store.write(end(lease));
    }
    store.write(release(leaseOf(store.find("a")), Optional.empty(), Set.of()));

    assertEquals(2, get(store.runs().purge(RunQuery.all().limit(2))));
    assertEquals("[a, b, c, f] false", page(store, RunQuery.all()));
    assertEquals(0, get(store.runs().purge(RunQuery.all().workflow("other"))));
    assertEquals(0, get(store.runs().purge(RunQuery.all().status(RunStatus.WAITING))));
    assertEquals(1, get(store.runs().purge(RunQuery.all())));
    assertEquals(0, get(store.runs().purge(RunQuery.all())));
    assertEquals("[a, b, c] false", page(store, RunQuery.all()));
    assertEquals(List.of("s=x"), store.journal("a"));
    assertEquals(List.of(), store.journal("d"));
    assertTrue(get(store.runs().create(newRun("d", Optional.empty()))).isNew(), "the id is free");
    assertEquals(List.of(), store.journal("d"), "the journal of the next run with the id");
  }

  /**
   * A run that has ended is kept as long as its retention, and a live one always.
   *
   * <p>If this fails, look at what the retention is counted from.
   */
  @Test
  @Proves("17.36")
  void required36_endedRun_isKeptAsLongAsItsRetention(TckStore store) {
    store.owned("live");
    store.elapse(TckStore.RETENTION);
    store.ended("ended");
    store.elapseJustBefore(TckStore.RETENTION);

    assertEquals(RunStatus.SUCCEEDED, store.find("ended").status());
    assertEquals(RunStatus.QUEUED, store.find("live").status());
  }
}
