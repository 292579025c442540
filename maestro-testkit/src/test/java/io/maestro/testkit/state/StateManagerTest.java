package io.maestro.testkit.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.StrategyMaestro;
import io.maestro.codec.CodecException;
import io.maestro.codec.TypeToken;
import io.maestro.config.MaestroConfig;
import io.maestro.config.RunLimits;
import io.maestro.core.Maestro;
import io.maestro.core.memory.InMemoryStateStore;
import io.maestro.error.ClosedException;
import io.maestro.error.LimitExceededException;
import io.maestro.run.Watch;
import io.maestro.state.StateContendedException;
import io.maestro.state.StateKey;
import io.maestro.state.StateManager;
import io.maestro.state.StateTypeMismatchException;
import io.maestro.state.Versioned;
import io.maestro.store.VersionConflictException;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.time.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@SuppressWarnings("FutureReturnValueIgnored") // what became of them is looked at instead
final class StateManagerTest {
  private static final StateKey<Integer> COUNT = StateKey.of("crawler", "count", Integer.class);
  private static final StateKey<String> MODE = StateKey.of("crawler", "mode", String.class);

  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  private static StrategyMaestro on(TestHost host, ShakyStore store) {
    return host.start(builder -> builder.store(store));
  }

  private static <T> String text(Optional<Versioned<T>> state) {
    return state.map(found -> found.value() + " v" + found.version()).orElse("none");
  }

  @Test
  @Proves("23.1")
  void update_withTheExpectedVersion_writesTheNext(TestHost host, StrategyMaestro maestro) {
    StateManager states = maestro.stateManager();
    assertEquals(Optional.empty(), host.get(states.get(MODE)));

    assertEquals(new Versioned<>("slow", 1), host.get(states.update(MODE, 0, "slow")));
    assertEquals(new Versioned<>("fast", 2), host.get(states.update(MODE, 1, "fast")));
    assertEquals("fast v2", text(host.get(states.get(MODE))));

    host.get(states.delete(MODE, 2));
    assertEquals(Optional.empty(), host.get(states.get(MODE)));
    assertEquals(1, host.get(states.update(MODE, StateManager.ABSENT, "slow")).version());
  }

  @Test
  @Proves("23.2")
  void update_withAnotherVersion_isRefusedAndNamesBoth(
      TestHost host, StrategyMaestro maestro, VirtualTime time) {
    StateManager states = maestro.stateManager();
    host.get(states.update(MODE, 0, "slow"));

    for (CompletableFuture<?> refused :
        List.of(states.update(MODE, 0, "x"), states.update(MODE, 2, "x"), states.delete(MODE, 2))) {
      var conflict = assertInstanceOf(VersionConflictException.class, time.failure(refused));
      assertEquals(1, conflict.actual());
      String message = String.valueOf(conflict.getMessage());
      assertTrue(message.startsWith("state mode of component crawler has version 1"), message);
    }
    var none =
        assertInstanceOf(VersionConflictException.class, time.failure(states.update(COUNT, 3, 7)));
    assertEquals("3 0", none.expected() + " " + none.actual());
    assertEquals("slow v1", text(host.get(states.get(MODE))));
  }

  @Test
  @Proves("23.3")
  void update_byAFunction_seesWhatIsThere(TestHost host, StrategyMaestro maestro) {
    StateManager states = maestro.stateManager();
    for (int i = 1; i <= 3; i++) {
      assertEquals(new Versioned<>(i, i), host.get(states.update(COUNT, now -> now.orElse(0) + 1)));
    }
  }

  @Test
  @Timeout(60)
  @Proves("23.3")
  void update_byAFunction_ofAHundredAtOnce_losesNone() throws Exception {
    try (var maestro = Maestro.builder().start()) {
      StateManager states = maestro.stateManager();
      CountDownLatch go = new CountDownLatch(1);
      List<CompletableFuture<Versioned<Integer>>> updates = new CopyOnWriteArrayList<>();
      List<Thread> threads = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        threads.add(
            new Thread(
                () -> {
                  awaitQuietly(go);
                  for (int i = 0; i < 25; i++) {
                    updates.add(states.update(COUNT, now -> now.orElse(0) + 1));
                  }
                }));
      }
      threads.forEach(Thread::start);
      go.countDown();
      for (Thread thread : threads) {
        thread.join();
      }
      CompletableFuture.allOf(updates.toArray(CompletableFuture<?>[]::new))
          .get(30, TimeUnit.SECONDS);

      assertEquals(
          Optional.of(new Versioned<>(100, 100)), states.get(COUNT).get(30, TimeUnit.SECONDS));
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  @Proves("23.3")
  void update_thatOthersAlwaysOvertake_failsInTheEnd(TestHost host, VirtualTime time) {
    ShakyStore store = new ShakyStore();
    StateManager states = on(host, store).stateManager();
    host.get(states.update(COUNT, 0, 0));
    AtomicInteger calls = new AtomicInteger();

    var update =
        states.update(
            COUNT,
            now -> {
              calls.incrementAndGet();
              store.overwrite(COUNT, now.orElseThrow() + 1_000);
              return -1;
            });

    var contended = assertInstanceOf(StateContendedException.class, time.failure(update));
    assertEquals(StateManager.MAX_ATTEMPTS, contended.attempts());
    assertEquals(StateManager.MAX_ATTEMPTS, calls.get());
    assertInstanceOf(VersionConflictException.class, contended.getCause());
    assertEquals("256000 v257", text(host.get(states.get(COUNT))));
  }

  @Test
  @Proves("23.3")
  void update_byAFunctionThatThrowsOrGivesNull_failsAndWritesNothing(
      TestHost host, StrategyMaestro maestro, VirtualTime time) {
    StateManager states = maestro.stateManager();
    IllegalStateException broken = new IllegalStateException("broken");

    assertEquals(
        broken,
        time.failure(
            states.update(
                COUNT,
                now -> {
                  throw broken;
                })));
    Throwable nothing = time.failure(states.update(COUNT, StateManagerTest::nothing));
    assertInstanceOf(NullPointerException.class, nothing);
    assertTrue(nothing.getMessage().contains("crawler/count"), nothing.getMessage());
    assertEquals(Optional.empty(), host.get(states.get(COUNT)));
  }

  @SuppressWarnings("NullAway") // what a host may get wrong
  private static Integer nothing(Optional<Integer> now) {
    return null;
  }

  @Test
  @Proves("23.4")
  void state_askedForUnderAnotherType_isRefusedAndNamesBoth(
      TestHost host, StrategyMaestro maestro, VirtualTime time) {
    StateManager states = maestro.stateManager();
    host.get(states.update(MODE, 0, "slow"));
    StateKey<Integer> wrong = StateKey.of("crawler", "mode", Integer.class);
    AtomicInteger calls = new AtomicInteger();

    for (CompletableFuture<?> refused :
        List.of(
            states.get(wrong),
            states.update(wrong, 1, 5),
            states.update(wrong, now -> calls.incrementAndGet()))) {
      var mismatch = assertInstanceOf(StateTypeMismatchException.class, time.failure(refused));
      assertEquals("String Integer", mismatch.stored() + " " + mismatch.asked());
    }
    assertEquals(0, calls.get());
    assertEquals("slow v1", text(host.get(states.get(MODE))));
  }

  @Test
  @Proves("23.4")
  void state_ofAnotherTypeArgument_isRefused(
      TestHost host, StrategyMaestro maestro, VirtualTime time) {
    StateManager states = maestro.stateManager();
    var texts = new StateKey<>("c", "list", new TypeToken<List<String>>() {});
    var numbers = new StateKey<>("c", "list", new TypeToken<List<Integer>>() {});
    host.get(states.update(texts, 0, List.of("a")));

    assertInstanceOf(StateTypeMismatchException.class, time.failure(states.get(numbers)));
  }

  @Test
  @Proves("23.4")
  void state_ofBytes_isReadByItsCodec(TestHost host, VirtualTime time) {
    ShakyStore store = new ShakyStore();
    var maestro = host.start(builder -> builder.store(store).codec(new NumberCodec()));
    StateManager states = maestro.stateManager();
    host.get(states.update(COUNT, 0, 41));
    store.keepBytes(COUNT, new NumberCodec());

    assertEquals("41 v1", text(host.get(states.get(COUNT))));
    StateKey<String> wrong = StateKey.of("crawler", "count", String.class);
    var mismatch =
        assertInstanceOf(StateTypeMismatchException.class, time.failure(states.get(wrong)));
    assertEquals("Integer String", mismatch.stored() + " " + mismatch.asked());
    assertInstanceOf(CodecException.class, mismatch.getCause());
  }

  @Test
  @Proves("23.5")
  void state_inADurableStore_outlivesItsMaestro(TestHost host) {
    var store = InMemoryStateStore.retained();
    var first = host.start(builder -> builder.store(store));
    host.get(first.stateManager().update(MODE, 0, "slow"));
    host.get(first.shutdown(java.time.Duration.ZERO));

    var second = host.start(builder -> builder.store(store));

    assertEquals("slow v1", text(host.get(second.stateManager().get(MODE))));
  }

  @Test
  @Proves("23.5")
  void everything_afterTheEnd_isRefusedAsClosed(
      TestHost host, StrategyMaestro maestro, VirtualTime time) {
    StateManager states = maestro.stateManager();
    host.get(states.update(MODE, 0, "slow"));
    maestro.close();

    for (CompletableFuture<?> refused :
        List.of(
            states.get(MODE),
            states.update(MODE, 1, "x"),
            states.update(MODE, now -> "x"),
            states.delete(MODE, 1),
            states.sync())) {
      assertInstanceOf(ClosedException.class, time.failure(refused));
    }
    assertThrows(ClosedException.class, () -> states.watch(MODE, state -> {}));
  }

  @Test
  @Proves("23.5")
  void answer_thatTheStoreCanNotGiveAfterTheEnd_failsAsClosed(TestHost host, VirtualTime time) {
    ShakyStore store = new ShakyStore();
    var maestro = on(host, store);
    store.hang();
    var update = maestro.stateManager().update(COUNT, now -> now.orElse(0) + 1);
    time.runUntilIdle();
    maestro.close();
    store.failForAll(); // as a store does that has been closed
    store.goOn();
    time.runUntilIdle();

    assertTrue(update.isDone());
    assertInstanceOf(ClosedException.class, time.failure(update));
  }

  @Test
  @Proves("23.6")
  void value_largerThanAPayload_isRefused(TestHost host, VirtualTime time) {
    var config =
        MaestroConfig.builder().limits(RunLimits.defaults().maxPayloadBytes(1_024)).build();
    var maestro = host.start(builder -> builder.config(config).codec(new NumberCodec()));
    StateManager states = maestro.stateManager();

    var large = states.update(MODE, 0, "x".repeat(1_025));

    var limit = assertInstanceOf(LimitExceededException.class, time.failure(large));
    assertEquals("limits.maxPayloadBytes", limit.limit());
    assertTrue(limit.getMessage().contains("crawler/mode"), limit.getMessage());
    assertEquals(1, host.get(states.update(MODE, 0, "x".repeat(1_024))).version());
  }

  @Test
  @Proves("23.6")
  void names_outsideTheirLimits_areRefused() {
    StateKey.of("x".repeat(100), "y".repeat(200), String.class);

    for (String component : List.of("", " ", "a b", "x".repeat(101), "x".repeat(201), "ü")) {
      assertThrows(
          IllegalArgumentException.class, () -> StateKey.of(component, "name", String.class));
    }
    for (String name : List.of("", "a b", "x".repeat(201))) {
      assertThrows(
          IllegalArgumentException.class, () -> StateKey.of("component", name, String.class));
    }
  }

  @Test
  @Proves("23.6")
  void versions_thatCanNotBe_areRefused(StrategyMaestro maestro) {
    StateManager states = maestro.stateManager();

    assertThrows(IllegalArgumentException.class, () -> states.update(MODE, -1, "x"));
    assertThrows(IllegalArgumentException.class, () -> states.delete(MODE, 0));
  }

  @Test
  @Proves("23.7")
  void watcher_isToldEachChangeThatThisMaestroMakes(
      TestHost host, StrategyMaestro maestro, VirtualTime time) {
    StateManager states = maestro.stateManager();
    List<String> seen = new CopyOnWriteArrayList<>();
    Watch watch = states.watch(MODE, state -> seen.add(text(state)));
    host.get(states.update(COUNT, 0, 1));
    host.get(states.get(MODE));
    for (int i = 0; i < 2; i++) {
      int version = i;
      host.get(states.update(MODE, version, "m" + i));
      time.runUntilIdle();
    }
    host.get(states.get(MODE));
    host.get(states.delete(MODE, 2));
    time.runUntilIdle();
    watch.close();
    watch.close();
    host.get(states.update(MODE, 0, "unseen"));
    time.runUntilIdle();

    assertEquals(List.of("m0 v1", "m1 v2", "none"), seen);
  }

  @Test
  @Proves("23.7")
  void watcher_thatIsSlow_isToldTheLatestOneCallAtATime(
      TestHost host, StrategyMaestro maestro, VirtualTime time) {
    StateManager states = maestro.stateManager();
    List<String> seen = new CopyOnWriteArrayList<>();
    CompletableFuture<Void> go = new CompletableFuture<>();
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    states.watch(
        COUNT,
        state -> {
          most.accumulateAndGet(inside.incrementAndGet(), Math::max);
          seen.add(text(state));
          if (seen.size() == 1) {
            awaited(time, go);
          }
          inside.decrementAndGet();
        });
    for (int i = 0; i < 10; i++) {
      host.get(states.update(COUNT, now -> now.orElse(0) + 1));
      time.runUntilIdle();
    }
    go.complete(null);
    time.runUntilIdle();

    assertEquals(List.of("1 v1", "10 v10"), seen);
    assertEquals(1, most.get());
  }

  private static void awaited(VirtualTime time, CompletableFuture<Void> go) {
    try {
      time.await(go);
    } catch (InterruptedException | java.util.concurrent.ExecutionException unexpected) {
      throw new AssertionError(unexpected);
    }
  }

  @Test
  @Proves("23.7")
  void watcher_thatThrows_isReportedAndStays(
      TestHost host, StrategyMaestro maestro, VirtualTime time) {
    StateManager states = maestro.stateManager();
    List<String> others = new CopyOnWriteArrayList<>();
    AtomicInteger calls = new AtomicInteger();
    states.watch(
        COUNT,
        state -> {
          calls.incrementAndGet();
          throw new IllegalStateException("broken");
        });
    states.watch(COUNT, state -> others.add(text(state)));
    for (int i = 0; i < 2; i++) {
      host.get(states.update(COUNT, i, i));
      time.runUntilIdle();
    }

    assertEquals(2, calls.get());
    assertEquals(List.of("0 v1", "1 v2"), others);
    assertEquals(
        List.of("a watcher of state crawler/count", "a watcher of state crawler/count"),
        host.listener().problems().stream().map(problem -> problem.where()).toList());
  }
}
