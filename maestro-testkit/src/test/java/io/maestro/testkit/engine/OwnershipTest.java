package io.maestro.testkit.engine;

import static io.maestro.testkit.engine.Flows.end;
import static io.maestro.testkit.engine.Flows.flow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.StrategyMaestro;
import io.maestro.config.MaestroConfig;
import io.maestro.core.memory.InMemoryStateStore;
import io.maestro.flow.Workflow;
import io.maestro.message.Endpoint;
import io.maestro.run.RecordedStep;
import io.maestro.run.Run;
import io.maestro.run.RunId;
import io.maestro.run.RunOptions;
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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who may work on a run, and until when. */
@SuppressWarnings("FutureReturnValueIgnored") // the ends of the runs are looked at instead
final class OwnershipTest {
  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  private static final RunId RUN = RunId.of("run");

  private final List<String> events = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Void> never = new CompletableFuture<>();
  private final Node shared = Node.of(InMemoryStateStore.retained());

  private StrategyMaestro start(TestHost host, Node node, Workflow<?, ?> workflow) {
    return host.start(builder -> builder.register(workflow).store(node));
  }

  private RunRecord record(TestHost host, RunId run) {
    return host.get(shared.direct().find(run).toCompletableFuture()).orElseThrow();
  }

  /** A workflow whose only step hangs at its first attempt until it is interrupted. */
  private Workflow<String, String> hanging(VirtualTime time) {
    return flow(
        (in, flow) ->
            flow.step(
                "work",
                String.class,
                step -> {
                  events.add("attempt " + step.attempt());
                  try {
                    if (step.attempt() == 1) {
                      time.await(never);
                    }
                  } catch (InterruptedException interrupted) {
                    events.add("interrupted " + step.isCancelled());
                    throw interrupted;
                  }
                  return "done";
                }));
  }

  @Test
  @Proves({"3.3", "3.4"})
  void lease_ofACrashedOwner_holdsFifteenSecondsAndIsThenTakenOver(
      TestHost host, VirtualTime time) {
    var workflow = hanging(time);
    Node dying = Node.of(shared);
    start(host, dying, workflow).start(workflow, "", RunOptions.named("run"));
    time.runUntilIdle();
    dying.crash();
    Run<String> run = start(host, shared, workflow).run(RUN, String.class);
    time.advance(Duration.ofSeconds(14));
    assertEquals(List.of("attempt 1"), events);
    time.advance(Duration.ofSeconds(6));

    assertEquals(List.of("attempt 1", "attempt 2"), events);
    assertEquals("SUCCEEDED done", end(host, run));
  }

  @Test
  @Proves("3.11")
  void cancellationAtAnotherNode_reachesTheOwnerAtItsNextHeartbeat(
      TestHost host, VirtualTime time) {
    var workflow = hanging(time);
    Run<String> owned =
        start(host, Node.of(shared), workflow).start(workflow, "", RunOptions.named("run"));
    time.runUntilIdle();
    host.get(start(host, shared, workflow).run(RUN, String.class).cancel("enough"));
    time.runUntilIdle();
    assertEquals(List.of("attempt 1"), events);
    time.advance(Duration.ofSeconds(6));

    assertEquals(List.of("attempt 1", "interrupted true"), events);
    assertEquals("CANCELLED enough", end(host, owned));
  }

  @Test
  @Proves("3.11")
  void mailAtAnotherNode_reachesTheOwnerOnce(TestHost host, VirtualTime time) {
    Endpoint<String> inbox = Endpoint.of("in", String.class);
    var workflow =
        flow(
            (in, flow) ->
                flow.fork("busy", branch -> branch.await("work", String.class, step -> never()))
                        .toString()
                        .isEmpty()
                    ? ""
                    : flow.receive("first", inbox, Duration.ofHours(1)).orElse("none")
                        + flow.receive("second", inbox, Duration.ofSeconds(30)).orElse(" none"));
    Run<String> owned =
        start(host, Node.of(shared), workflow).start(workflow, "", RunOptions.named("run"));
    time.runUntilIdle();
    host.get(start(host, shared, workflow).run(RUN, String.class).send(inbox, "hello"));
    time.advance(Duration.ofMinutes(1));
    never.complete(null);

    assertEquals("SUCCEEDED hello none", end(host, owned));
  }

  private CompletableFuture<String> never() {
    return never.thenApply(done -> "");
  }

  @Test
  @Proves({"3.1", "3.3"})
  void lease_whileTheRunIsInMemory_isRenewedEveryThirdOfIt(TestHost host, VirtualTime time) {
    var workflow =
        flow(
            (in, flow) -> {
              flow.run("long", step -> time.pass(Duration.ofMinutes(10)));
              return "ok";
            });
    var config = MaestroConfig.builder().lease(Duration.ofSeconds(30)).build();
    Node owner = Node.of(shared);
    var first = host.start(b -> b.register(workflow).store(owner).config(config));
    Run<String> run = first.start(workflow, "", RunOptions.named("run"));
    start(host, shared, workflow);
    time.runUntilIdle();
    RunRecord before = record(host, RUN);
    time.advance(Duration.ofSeconds(305));

    assertEquals(30, owner.renewals());
    assertEquals(before.epoch(), record(host, RUN).epoch());
    assertEquals(before.owner(), record(host, RUN).owner());
    assertEquals("SUCCEEDED ok", end(host, run));
    assertEquals(1, host.listener().ended().size());
  }

  @Test
  @Proves({"3.1", "3.2"})
  void write_ofAFormerOwner_isRefusedAndChangesNothing(TestHost host, VirtualTime time) {
    var workflow = hanging(time);
    Node dying = Node.of(shared);
    start(host, dying, workflow).start(workflow, "", RunOptions.named("run"));
    time.runUntilIdle();
    RunRecord before = host.get(dying.direct().find(RUN).toCompletableFuture()).orElseThrow();
    dying.crash();
    var again =
        flow(
            (in, flow) -> {
              flow.run("work", step -> time.await(never));
              return "never";
            });
    Run<String> run = start(host, shared, again).run(RUN, String.class);
    time.advance(Duration.ofSeconds(30));
    RunRecord after = record(host, RUN);
    var journal = host.get(shared.direct().journal(RUN).toCompletableFuture());
    assertEquals(before.epoch() + 1, after.epoch());
    Lease stale = new Lease(RUN, before.owner().orElseThrow(), before.epoch());

    var refused =
        time.failure(shared.direct().write(RunWrite.step(stale, forged())).toCompletableFuture());

    assertInstanceOf(StaleEpochException.class, refused);
    assertEquals(journal, host.get(shared.direct().journal(RUN).toCompletableFuture()));
    assertEquals(after, record(host, RUN));
    host.get(run.cancel("enough"));
    end(host, run);
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

  @Test
  @Proves({"3.5", "10.1"})
  void shutdown_releasesItsRunsAtOnce(TestHost host, VirtualTime time) {
    var workflow = hanging(time);
    var first = start(host, shared, workflow);
    first.start(workflow, "", RunOptions.named("run"));
    time.runUntilIdle();
    host.get(first.shutdown(Duration.ZERO));
    assertEquals(Optional.empty(), record(host, RUN).owner());
    Instant stopped = time.now();
    Run<String> run = start(host, shared, workflow).run(RUN, String.class);
    time.runUntilIdle();

    assertEquals("done", host.get(run.result()));
    assertEquals(stopped, time.now());
  }

  @Test
  @Proves("3.7")
  void nodes_ofOneHost_haveIdsOfTheirOwn(TestHost host, VirtualTime time) {
    CompletableFuture<Void> go = new CompletableFuture<>();
    var workflow =
        flow(
            (in, flow) -> {
              flow.run("work", step -> time.await(go));
              return "ok";
            });
    Run<String> one = start(host, shared, workflow).start(workflow, "", RunOptions.named("one"));
    Run<String> two = start(host, shared, workflow).start(workflow, "", RunOptions.named("two"));
    time.runUntilIdle();

    assertTrue(record(host, one.id()).owner().isPresent());
    assertNotEquals(record(host, one.id()).owner(), record(host, two.id()).owner());
    go.complete(null);
    end(host, one);
    end(host, two);
  }

  @Test
  @Proves("3.8")
  void owner_whoseLeaseIsVoid_cancelsItsAttemptAndWritesNothing(TestHost host, VirtualTime time) {
    var workflow = hanging(time);
    Node slow = Node.of(shared);
    start(host, slow, workflow).start(workflow, "", RunOptions.named("run"));
    slow.claimNothing();
    slow.deaf(true);
    Run<String> run = start(host, shared, workflow).run(RUN, String.class);
    time.advance(Duration.ofSeconds(21));
    assertEquals(List.of("attempt 1", "attempt 2"), events);
    slow.deaf(false);
    time.advance(Duration.ofSeconds(10));

    assertEquals(List.of("attempt 1", "attempt 2", "interrupted true"), events);
    assertEquals("SUCCEEDED done", end(host, run));
    assertEquals(List.of("work DONE 2"), Flows.journal(host, RUN));
    assertTrue(host.listener().problems().get(0).where().contains("was lost"));
  }

  @Test
  @Proves({"1.5", "3.8"})
  void owner_thatClaimsItsOwnRunAfterTheLease_cancelsItsFormerAttempt(
      TestHost host, VirtualTime time) {
    var workflow = hanging(time);
    shared.deaf(true);
    Run<String> run = start(host, shared, workflow).start(workflow, "", RunOptions.named("run"));
    time.advance(Duration.ofSeconds(21));

    assertEquals(List.of("attempt 1", "attempt 2", "interrupted true"), events);
    assertEquals("SUCCEEDED done", end(host, run));
    assertEquals(List.of("work DONE 2"), Flows.journal(host, RUN));
    assertTrue(host.listener().problems().get(0).where().contains("was lost"));
  }
}
