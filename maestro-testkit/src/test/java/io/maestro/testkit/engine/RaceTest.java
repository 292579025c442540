package io.maestro.testkit.engine;

import static io.maestro.testkit.engine.Flows.flow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.maestro.StrategyMaestro;
import io.maestro.core.memory.InMemoryStateStore;
import io.maestro.flow.Workflow;
import io.maestro.message.Endpoint;
import io.maestro.run.RecordedStep;
import io.maestro.run.Run;
import io.maestro.run.RunId;
import io.maestro.run.RunOptions;
import io.maestro.run.RunQuery;
import io.maestro.store.Lease;
import io.maestro.store.RunRecord;
import io.maestro.store.RunWrite;
import io.maestro.store.StaleEpochException;
import io.maestro.store.StepRecord;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Several maestros on one store, and several ends of one run, in the same instant. */
@SuppressWarnings("FutureReturnValueIgnored") // the ends of the runs are looked at instead
final class RaceTest {
  private static final int RACES = 10_000;
  private static final int AT_ONCE = 1_000;
  private static final Endpoint<String> GO = Endpoint.of("go", String.class);

  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  private final Node shared = Node.of(InMemoryStateStore.retained());
  private final ExecutorService outside = Executors.newFixedThreadPool(2);
  private final Map<String, AtomicInteger> bodies = new ConcurrentHashMap<>();

  private StrategyMaestro start(TestHost host, Node node, Workflow<?, ?> workflow) {
    return host.start(builder -> builder.register(workflow).store(node));
  }

  @AfterEach
  void endThreads() {
    outside.shutdownNow();
  }

  /** Does something on a thread that virtual time does not wait for, as a host's own would. */
  private CompletableFuture<Void> meanwhile(int from, IntConsumer part) {
    return CompletableFuture.runAsync(
        () -> {
          for (int i = from; i < from + AT_ONCE; i++) {
            part.accept(i);
          }
        },
        outside);
  }

  private static StepRecord forged() {
    return new StepRecord(
        "forged",
        RecordedStep.Verb.STEP,
        RecordedStep.State.PENDING,
        1,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        Instant.EPOCH);
  }

  private Workflow<String, String> counting() {
    return flow(
        (in, flow) -> {
          flow.run(
              "once",
              step ->
                  bodies
                      .computeIfAbsent(step.idempotencyKey(), first -> new AtomicInteger())
                      .incrementAndGet());
          return "ok";
        });
  }

  @Test
  @Proves({"3.1", "10.1", "17.4"})
  void recoveryAndStart_inTheSameInstant_runNoBodyTwice(TestHost host, VirtualTime time) {
    var workflow = counting();
    StrategyMaestro one = start(host, shared, workflow);
    for (int from = 0; from < RACES; from += AT_ONCE) {
      var starting = meanwhile(from, i -> one.start(workflow, "", RunOptions.named("run" + i)));
      StrategyMaestro two = start(host, Node.of(shared), workflow); // recovers while one starts
      var startingToo = meanwhile(from, i -> two.start(workflow, "", RunOptions.named("run" + i)));
      starting.join();
      startingToo.join();
      time.runUntilIdle();
      host.get(two.shutdown(Duration.ofSeconds(1)));
    }
    time.advance(Duration.ofSeconds(30));

    assertEquals(RACES, bodies.size(), "how many bodies were run");
    assertEquals(
        List.of(), bodies.values().stream().filter(runs -> runs.get() > 1).toList(), "run twice");
  }

  @Test
  @Proves({"3.2", "3.8"})
  void owner_thatActsOnALateAnswer_changesNothingOfItsSuccessors(TestHost host, VirtualTime time) {
    var workflow = counting();
    Node slow = Node.of(shared);
    CompletableFuture<Void> answered = new CompletableFuture<>();
    slow.holdWrites(answered);
    StrategyMaestro late = start(host, slow, workflow);
    for (int i = 0; i < 100; i++) {
      late.start(workflow, "", RunOptions.named("run" + i));
    }
    slow.deaf(true);
    time.runUntilIdle();
    slow.claimNothing();
    StrategyMaestro other = start(host, shared, workflow);
    time.advance(Duration.ofMinutes(1));
    List<RunRecord> before = records();
    answered.complete(null);
    time.advance(Duration.ofMinutes(1));

    assertEquals(100, before.size());
    for (RunRecord run : before) {
      assertEquals("SUCCEEDED 2", run.status() + " " + run.epoch(), run.id().value());
    }
    assertEquals(before, records());
    assertEquals(100L, host.get(other.runs(RunQuery.all()).count()));
  }

  private List<RunRecord> records() {
    return shared.direct().query(RunQuery.all().limit(1_000)).toCompletableFuture().join().items();
  }

  @Test
  @Proves({"3.2", "3.7"})
  void lease_ofAFormerIncarnation_isToldApartByItsNodeAndItsEpoch(TestHost host, VirtualTime time) {
    Workflow<String, String> workflow =
        flow((in, flow) -> flow.receive("go", GO, Duration.ofHours(1)).orElse("none"));
    StrategyMaestro first = start(host, Node.of(shared), workflow);
    first.start(workflow, "", RunOptions.named("run"));
    time.runUntilIdle();
    host.get(first.shutdown(Duration.ZERO));
    StrategyMaestro second = start(host, shared, workflow);
    Run<String> run = second.run(RunId.of("run"), String.class);
    host.get(run.send(GO, "on"));
    assertEquals("on", host.get(run.result()));
    RunRecord ended = records().get(0);
    Lease former = new Lease(run.id(), "former", ended.epoch());

    assertNotEquals(1, ended.epoch(), "the second incarnation claimed under an epoch of its own");
    assertInstanceOf(
        StaleEpochException.class,
        time.failure(shared.direct().write(RunWrite.step(former, forged())).toCompletableFuture()));
  }

  @Test
  @Proves("3.6")
  void completionCancelAndDeadline_inTheSameInstant_giveOneEndThatNeverChanges(
      TestHost host, VirtualTime time) {
    Workflow<String, String> workflow =
        flow((in, flow) -> flow.receive("go", GO, Duration.ofHours(1)).orElse("none"));
    StrategyMaestro one = start(host, shared, workflow);
    StrategyMaestro two = start(host, Node.of(shared), workflow);
    Map<String, Integer> ends = new ConcurrentHashMap<>();
    for (int from = 0; from < RACES; from += AT_ONCE) {
      List<Run<String>> runs = new ArrayList<>();
      Duration deadline = Duration.ofSeconds(5);
      for (int i = from; i < from + AT_ONCE; i++) {
        runs.add(one.start(workflow, "", RunOptions.named("run" + i).deadline(deadline)));
      }
      time.advance(deadline.minusNanos(1));
      int first = from;
      var completing = meanwhile(from, i -> runs.get(i - first).send(GO, "on"));
      var cancelling =
          meanwhile(from, i -> two.run(RunId.of("run" + i), String.class).cancel("enough"));
      time.advance(Duration.ofNanos(1)); // the deadline
      completing.join();
      cancelling.join();
      time.advance(Duration.ofSeconds(10));
      for (Run<String> run : runs) {
        ends.merge(
            host.get(run.outcome()).fold(v -> "done", f -> "deadline", r -> "cancelled"),
            1,
            Integer::sum);
      }
    }
    Map<RunId, String> told = new ConcurrentHashMap<>();
    host.listener().ended().forEach(end -> told.merge(end.id(), "once", (a, b) -> "twice"));
    System.out.println("ends of " + RACES + " races: " + ends);

    assertEquals(RACES, ends.values().stream().mapToInt(Integer::intValue).sum());
    assertEquals(RACES, told.size());
    assertEquals(List.of(), told.values().stream().filter("twice"::equals).toList());
  }
}
