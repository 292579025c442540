package io.maestro.testkit.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.state.StateKey;
import io.maestro.state.StateManager;
import io.maestro.state.SyncReport;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.time.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@SuppressWarnings("FutureReturnValueIgnored") // what became of them is looked at instead
final class SyncTest {
  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  private final ShakyStore store = new ShakyStore();

  private static StateKey<Integer> key(String name) {
    return StateKey.of("c", name, Integer.class);
  }

  private StateManager states(TestHost host) {
    return host.start(builder -> builder.store(store)).stateManager();
  }

  private static List<String> inShort(SyncReport report) {
    return report.differences().stream()
        .map(
            d ->
                "%s %s %d %s %s"
                    .formatted(
                        d.key(),
                        d.kind(),
                        d.memoryVersion(),
                        d.storeVersion().isPresent() ? d.storeVersion().getAsLong() : "?",
                        d.resolution()))
        .toList();
  }

  @Test
  @Proves("23.8")
  void sync_ofWhatAgrees_findsNothing(TestHost host) {
    StateManager states = states(host);
    assertTrue(host.get(states.sync()).isInSync());
    for (int i = 0; i < 250; i++) {
      host.get(states.update(key("k" + i), 0, i));
    }
    host.get(states.delete(key("k7"), 1));
    host.get(states.get(key("never")));

    SyncReport report = host.get(states.sync());

    assertEquals(List.of(), inShort(report));
    assertEquals(251, report.compared());
    assertEquals(host.time().now(), report.at());
  }

  @Test
  @Proves({"23.8", "23.9"})
  void sync_ofEachDifference_namesItAndTakesWhatTheStoreHas(TestHost host) {
    StateManager states = states(host);
    for (String name : List.of("deleted", "newer", "older", "other", "same", "unreachable")) {
      host.get(states.update(key(name), 0, 1));
      host.get(states.update(key(name), 1, 2));
    }
    store.drop(key("deleted"));
    store.overwrite(key("newer"), 3);
    store.drop(key("older"));
    store.overwrite(key("older"), 9);
    store.drop(key("other"));
    store.overwrite(key("other"), 1);
    store.overwrite(key("other"), 77);
    store.overwrite(key("unreachable"), 3);
    store.failFor(key("unreachable"));

    assertEquals(
        List.of(
            "c/deleted MISSING 2 0 FORGOTTEN",
            "c/newer STALE 2 3 TAKEN_FROM_STORE",
            "c/older CONFLICT 2 1 TAKEN_FROM_STORE",
            "c/other CONFLICT 2 2 TAKEN_FROM_STORE",
            "c/unreachable UNKNOWN 2 ? LEFT_AS_IS"),
        inShort(host.get(states.sync())));

    assertEquals(List.of("c/unreachable UNKNOWN 2 ? LEFT_AS_IS"), inShort(host.get(states.sync())));
    store.failForNone();
    assertEquals(
        List.of("c/unreachable STALE 2 3 TAKEN_FROM_STORE"), inShort(host.get(states.sync())));
    assertTrue(host.get(states.sync()).isInSync());
  }

  @Test
  @Proves("23.9")
  void sync_whileTheStoreIsAway_knowsNothingAndForgetsNothing(TestHost host) {
    StateManager states = states(host);
    for (int i = 0; i < 150; i++) {
      host.get(states.update(key("k" + i), 0, i));
    }
    store.failForAll();

    SyncReport report = host.get(states.sync());

    assertEquals(150, report.differences().size());
    assertTrue(
        report.differences().stream()
            .allMatch(d -> d.kind() == SyncReport.Kind.UNKNOWN && d.detail().contains("away")));
    store.failForNone();
    assertTrue(host.get(states.sync()).isInSync());
  }

  @Test
  @Proves("23.9")
  void sync_withContentThatCanNotBeCompared_isUnknown(TestHost host) {
    record Odd(int number) {
      @Override
      public boolean equals(Object other) {
        throw new IllegalStateException("not comparable");
      }

      @Override
      public int hashCode() {
        return number;
      }
    }
    StateKey<Odd> key = StateKey.of("c", "odd", Odd.class);
    StateManager states = states(host);
    host.get(states.update(key, 0, new Odd(1)));
    store.drop(key);
    store.overwrite(key, new Odd(1));

    assertEquals(List.of("c/odd UNKNOWN 1 ? LEFT_AS_IS"), inShort(host.get(states.sync())));
  }

  @Test
  @Proves("23.7")
  void watcher_isToldWhatSyncFinds(TestHost host, VirtualTime time) {
    StateManager states = states(host);
    List<String> seen = new CopyOnWriteArrayList<>();
    states.watch(
        key("k"), state -> seen.add(state.map(s -> s.value() + " v" + s.version()).orElse("none")));
    store.overwrite(key("k"), 1);
    host.get(states.sync());
    time.runUntilIdle();
    store.overwrite(key("k"), 2);
    host.get(states.sync());
    host.get(states.sync());
    time.runUntilIdle();
    store.drop(key("k"));
    host.get(states.sync());
    time.runUntilIdle();
    store.failForAll();
    host.get(states.sync());
    time.runUntilIdle();

    assertEquals(List.of("1 v1", "2 v2", "none"), seen);
  }

  @Test
  @Proves("23.8")
  void sync_thatIsOvertakenByAWrite_reportsNoDifference(TestHost host, VirtualTime time) {
    StateManager states = states(host);
    host.get(states.update(key("k"), 0, 1));
    store.overwrite(key("k"), 2);
    store.hang(); // the probe has its answer, which comes late
    var sync = states.sync();
    time.runUntilIdle();
    store.hangNoMore();
    host.get(states.update(key("k"), 2, 3));
    store.goOn();

    assertEquals(List.of(), inShort(host.get(sync)));
    assertTrue(host.get(states.sync()).isInSync());
    assertEquals(3, host.get(states.get(key("k"))).orElseThrow().version());
  }

  @Test
  @Proves("23.10")
  void answers_inAnyOrder_leaveTheMemoryWithTheLatest(TestHost host, VirtualTime time) {
    StateManager states = states(host);
    List<String> seen = new CopyOnWriteArrayList<>();
    states.watch(key("k"), state -> seen.add(state.map(s -> "v" + s.version()).orElse("none")));
    host.get(states.update(key("k"), 0, 1));
    store.hang();
    var early = states.get(key("k")); // has seen version 1
    time.runUntilIdle();
    store.hangNoMore();
    host.get(states.update(key("k"), 1, 2));
    store.goOn();
    host.get(early);
    time.runUntilIdle();

    assertEquals(List.of("v1", "v2"), seen);
    assertTrue(host.get(states.sync()).isInSync());
  }

  @Test
  @Proves("23.10")
  void answers_fromBeforeADeletion_bringNothingBack(TestHost host, VirtualTime time) {
    StateManager states = states(host);
    List<String> seen = new CopyOnWriteArrayList<>();
    states.watch(key("k"), state -> seen.add(state.map(s -> "v" + s.version()).orElse("none")));
    host.get(states.update(key("k"), 0, 1));
    host.get(states.update(key("k"), 1, 2));
    time.runUntilIdle();
    store.hang();
    var early = states.get(key("k")); // has seen version 2
    time.runUntilIdle();
    store.hangNoMore();
    host.get(states.delete(key("k"), 2));
    time.runUntilIdle();
    host.get(states.update(key("k"), 0, 3));
    time.runUntilIdle();
    store.goOn();
    host.get(early);
    time.runUntilIdle();

    assertEquals(List.of("v2", "none", "v1"), seen.subList(seen.size() - 3, seen.size()));
    assertTrue(host.get(states.sync()).isInSync());
  }

  @Test
  @Proves("23.10")
  void deletion_thatIsAnsweredLate_hidesNothingNew(TestHost host, VirtualTime time) {
    StateManager states = states(host);
    host.get(states.update(key("k"), 0, 1));
    store.hang();
    var late = states.delete(key("k"), 1); // has deleted version 1
    time.runUntilIdle();
    store.hangNoMore();
    host.get(states.update(key("k"), 0, 2));
    store.goOn();
    host.get(late);
    time.runUntilIdle();

    assertTrue(host.get(states.sync()).isInSync());
  }

  @Test
  @Proves("23.7")
  void watcher_isToldOfADeletion_ofWhatWasNotRemembered(TestHost host, VirtualTime time) {
    host.get(states(host).update(key("k"), 0, 1));
    StateManager other = states(host);
    List<String> seen = new CopyOnWriteArrayList<>();
    other.watch(key("k"), state -> seen.add(state.map(s -> "v" + s.version()).orElse("none")));

    host.get(other.delete(key("k"), 1));
    time.runUntilIdle();

    assertEquals(List.of("none"), seen);
  }

  /** Whatever two maestros and somebody else do to the store, a sync brings them together. */
  @Test
  @Proves("23.8")
  void memory_afterASync_isAlwaysTheStore(TestHost host, VirtualTime time) {
    Random random = new Random(11);
    List<StateManager> both = List.of(states(host), states(host));
    List<StateKey<Integer>> keys = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      keys.add(key("k" + i));
    }
    for (int round = 0; round < 200; round++) {
      for (int change = 0; change < 5; change++) {
        StateManager states = both.get(random.nextInt(2));
        StateKey<Integer> key = keys.get(random.nextInt(keys.size()));
        switch (random.nextInt(5)) {
          case 0 -> states.get(key);
          case 1 -> states.update(key, now -> now.orElse(0) + 1);
          case 2 -> states.delete(key, 1 + random.nextInt(3));
          case 3 -> store.drop(key);
          default -> store.overwrite(key, random.nextInt(3));
        }
      }
      time.runUntilIdle();
      StateManager states = both.get(random.nextInt(2));
      host.get(states.sync());
      assertEquals(Optional.empty(), host.get(states.sync()).differences().stream().findAny());
    }
  }
}
