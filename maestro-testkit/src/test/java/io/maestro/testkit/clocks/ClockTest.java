package io.maestro.testkit.clocks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.config.ConfigProblem;
import io.maestro.config.InvalidConfigException;
import io.maestro.config.MaestroConfig;
import io.maestro.core.Maestro;
import io.maestro.core.memory.InMemoryStateStore;
import io.maestro.flow.StepPolicy;
import io.maestro.flow.Workflow;
import io.maestro.run.Run;
import io.maestro.run.RunOptions;
import io.maestro.store.RunRecord;
import io.maestro.store.StateStore;
import io.maestro.store.StateStoreFactory;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.RecordingLog;
import io.maestro.testkit.ScriptedKind;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ClockTest {
  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  private static Workflow<String, String> flow(Workflow.Body<String, String> body) {
    return Workflow.of("flow", String.class, String.class, body);
  }

  @Test
  @Proves("8.2")
  void timeoutAndLease_areMeasuredOnTheMonotonicClock(TestHost host, VirtualTime time) {
    var workflow =
        flow(
            (in, flow) -> {
              flow.with(StepPolicy.once().timeout(Duration.ofMinutes(1)))
                  .run("s", step -> time.pass(Duration.ofSeconds(Long.parseLong(in))));
              return "ok";
            });
    var maestro = host.start(builder -> builder.register(workflow));
    Run<String> inTime = maestro.start(workflow, "59");
    Run<String> tooLate = maestro.start(workflow, "61");
    time.runUntilIdle();
    time.jumpWall(Duration.ofDays(30));
    time.advance(Duration.ofSeconds(30));
    time.jumpWall(Duration.ofDays(-60));
    time.advance(Duration.ofSeconds(29));

    assertEquals("ok", host.get(inTime.result()));
    assertFalse(tooLate.outcome().isDone());
    time.advance(Duration.ofSeconds(1));
    assertTrue(host.get(tooLate.outcome()).toString().contains("TIMEOUT"));
    assertEquals(List.of(), host.listener().problems());
  }

  @Test
  @Proves("8.3")
  void now_isTheSameAtEveryEntryAndNeverGoesBack(TestHost host, VirtualTime time) {
    Map<String, Set<Instant>> seen = new java.util.concurrent.ConcurrentHashMap<>();
    List<Instant> lastEntry = new CopyOnWriteArrayList<>();
    var workflow =
        flow(
            (in, flow) -> {
              lastEntry.clear();
              for (String name : List.of("a", "b", "c", "d")) {
                Instant now = flow.now();
                lastEntry.add(now);
                seen.computeIfAbsent(name, key -> new TreeSet<>()).add(now);
                flow.sleep(name, Duration.ofHours(1));
              }
              return "ok";
            });
    var maestro = host.start(builder -> builder.register(workflow));
    Run<String> run = maestro.start(workflow, "");
    time.advance(Duration.ofMinutes(90));
    time.jumpWall(Duration.ofDays(-1));
    time.advance(Duration.ofDays(3));

    assertEquals("ok", host.get(run.result()));
    assertEquals(4, seen.size());
    seen.forEach((name, times) -> assertEquals(1, times.size(), name + " " + times));
    assertEquals(List.copyOf(new TreeSet<>(lastEntry)), lastEntry);
  }

  @Test
  @Timeout(60)
  @Proves("8.4")
  void timer_thatThrows_isReportedAndStopsNoOther() throws Exception {
    CompletableFuture<String> later = new CompletableFuture<>();
    StateStoreFactory withTimers =
        context -> {
          context
              .time()
              .schedule(
                  Duration.ofMillis(1),
                  () -> {
                    throw new IllegalStateException("broken");
                  },
                  "a broken timer");
          context
              .time()
              .schedule(Duration.ofMillis(20), () -> later.complete("fired"), "a later timer");
          return InMemoryStateStore.factory().open(context);
        };
    RecordingLog log = new RecordingLog();
    try (var maestro = Maestro.builder().store(withTimers).log(log).start()) {
      assertEquals("fired", later.get(30, TimeUnit.SECONDS), maestro.toString());
    }

    assertTrue(
        log.lines().stream()
            .anyMatch(
                line ->
                    line.message().contains("a broken timer")
                        && line.cause().orElseThrow().getMessage().equals("broken")));
  }

  @Test
  @Proves("8.5")
  void timeTooFarAhead_isCutToTheYear9999(TestHost host, VirtualTime time) {
    Duration forEver = Duration.ofSeconds(Long.MAX_VALUE);
    AtomicReference<StateStore> opened = new AtomicReference<>();
    StateStoreFactory kept =
        context -> {
          StateStore store = InMemoryStateStore.factory().open(context);
          opened.set(store);
          return store;
        };
    var workflow =
        flow(
            (in, flow) -> {
              flow.sleep("for-ever", forEver);
              return "ok";
            });
    var maestro = host.start(builder -> builder.register(workflow).store(kept));
    Run<String> run =
        maestro.start(
            workflow, "", RunOptions.named("run").deadline(Duration.ofSeconds(Long.MAX_VALUE)));
    time.advance(Duration.ofDays(1));
    RunRecord record =
        opened.get().runs().find(run.id()).toCompletableFuture().join().orElseThrow();
    Instant due =
        opened
            .get()
            .runs()
            .journal(run.id())
            .toCompletableFuture()
            .join()
            .get(0)
            .dueAt()
            .orElseThrow();

    assertTrue(record.deadline().orElseThrow().toString().startsWith("9999-12-31"), "" + record);
    assertTrue(due.toString().startsWith("9999-12-31"), "" + due);
    host.get(run.cancel("enough"));
    time.advance(Duration.ofMinutes(1));
  }

  private static List<String> problems(
      MaestroConfig config, List<Workflow<String, String>> workflows, int kinds) {
    var builder = Maestro.builder().config(config);
    workflows.forEach(builder::register);
    for (int i = 0; i < kinds; i++) {
      builder.register(ScriptedKind.named("kind").build());
    }
    return Assertions.assertThrows(InvalidConfigException.class, builder::start).problems().stream()
        .map(ConfigProblem::setting)
        .toList();
  }

  @Test
  @Proves({"14.1", "14.5"})
  void start_withManyMistakes_reportsAllOfThem() {
    var twice = flow((in, flow) -> in);
    MaestroConfig wrong =
        MaestroConfig.builder()
            .workers(0)
            .lease(Duration.ofDays(1))
            .environment(Map.of("MAX_STRATEGIES", "many"))
            .build();
    List<String> found = problems(wrong, List.of(twice, twice), 2);

    assertTrue(
        found.containsAll(
            List.of("MAX_STRATEGIES", "lease", "workers", "kind kind", "workflow flow")),
        found.toString());
  }

  @Test
  @Proves("14.4")
  void interval_ofTheEnvironment_isSecondsOrIsoOrNotThere() {
    assertEquals(Duration.ofMinutes(90), interval("5400"));
    assertEquals(Duration.ofMinutes(90), interval("PT1H30M"));
    for (String nothing : new String[] {"", " \t"}) {
      assertEquals(MaestroConfig.DEFAULT_OPTIMIZATION_INTERVAL, interval(nothing));
    }
    assertEquals(
        MaestroConfig.DEFAULT_OPTIMIZATION_INTERVAL,
        MaestroConfig.builder().environment(Map.of()).build().optimizationInterval());
    for (String bad : List.of("soon", "1.5", "-5", "1e3")) {
      MaestroConfig config =
          MaestroConfig.builder().environment(Map.of("OPTIMIZATION_INTERVAL", bad)).build();
      assertEquals(List.of("OPTIMIZATION_INTERVAL"), problems(config, List.of(), 0));
    }
  }

  private static Duration interval(String text) {
    return MaestroConfig.builder()
        .environment(Map.of("OPTIMIZATION_INTERVAL", text))
        .build()
        .optimizationInterval();
  }
}
