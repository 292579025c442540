package io.maestro.testkit.engine;

import static io.maestro.testkit.engine.Flows.end;
import static io.maestro.testkit.engine.Flows.flow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.config.MaestroConfig;
import io.maestro.config.PipelineLimits;
import io.maestro.config.RunLimits;
import io.maestro.core.memory.InMemoryStateStore;
import io.maestro.flow.PipelineQueue;
import io.maestro.flow.Retry;
import io.maestro.flow.StepPolicy;
import io.maestro.flow.Workflow;
import io.maestro.run.Run;
import io.maestro.run.RunId;
import io.maestro.run.RunOptions;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.time.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a run holds while it waits, and what it does not. */
@SuppressWarnings("FutureReturnValueIgnored") // the ends of the runs are looked at instead
final class RestingTest {
  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  private static final Duration HOUR = Duration.ofHours(1);
  private static final PipelineQueue QUEUE = new PipelineQueue("narrow");
  private static final MaestroConfig ONE_PERMIT =
      MaestroConfig.builder().pipeline(QUEUE, new PipelineLimits(1, 10)).build();

  private final CompletableFuture<String> later = new CompletableFuture<>();
  private final List<String> events = new CopyOnWriteArrayList<>();

  private static Workflow<String, String> sleeper(Duration time) {
    return flow(
        (in, flow) -> {
          flow.sleep("night", time);
          return "ok";
        });
  }

  @Test
  @Proves("6.1")
  void waits_ofAllKinds_holdNoThread(TestHost host, VirtualTime time) {
    AtomicInteger attempts = new AtomicInteger();
    Retry slowly = Retry.upTo(2).backoff(HOUR, HOUR);
    var child = flow("child", (in, flow) -> flow.await("stage", String.class, step -> later));
    var waiting =
        flow(
            (in, flow) ->
                switch (in) {
                  case "sleep" -> {
                    flow.sleep("night", HOUR);
                    yield in;
                  }
                  case "receive" -> flow.receive("get", WaitTest.MAIL, HOUR).orElse(in);
                  case "child" -> flow.child("kid", child, "");
                  case "await" -> flow.await("stage", String.class, step -> later);
                  case "retry" ->
                      flow.with(StepPolicy.retrying(slowly))
                          .step("try", String.class, step -> flaky(attempts));
                  default ->
                      flow.queued(QUEUE, part -> part.await("permit", String.class, step -> later));
                });
    var maestro = host.start(b -> b.register(waiting).register(child).config(ONE_PERMIT));
    List<Run<String>> runs = new ArrayList<>();
    for (String what : List.of("sleep", "receive", "child", "await", "retry", "q1", "q2")) {
      runs.add(maestro.start(waiting, what));
    }
    time.runUntilIdle();

    assertEquals(List.of(), time.busyThreads());
    runs.forEach(run -> assertFalse(run.outcome().isDone()));
    later.complete("x");
    runs.forEach(run -> assertTrue(end(host, run).startsWith("SUCCEEDED")));
  }

  private static String flaky(AtomicInteger attempts) throws IOException {
    if (attempts.incrementAndGet() == 1) {
      throw new IOException("down");
    }
    return "up";
  }

  @Test
  @Proves("6.2")
  void run_thatWaitsLongerThanASecond_leavesTheMemory(TestHost host, VirtualTime time) {
    var workflow = sleeper(HOUR);
    Node node = Node.of(InMemoryStateStore.retained());
    var limits = RunLimits.defaults().maxLiveRuns(1);
    var config = MaestroConfig.builder().limits(limits).build();
    var maestro = host.start(b -> b.register(workflow).store(node).config(config));
    List<Run<String>> runs = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Run<String> run = maestro.start(workflow, "", RunOptions.named("run-" + i));
      time.runUntilIdle();
      assertTrue(host.get(node.direct().find(run.id()).toCompletableFuture()).isPresent());
      assertFalse(isOwned(host, node, run.id()));
      runs.add(run);
    }

    runs.forEach(run -> assertEquals("SUCCEEDED ok", end(host, run)));
  }

  @Test
  @Proves("6.2")
  void run_thatIsDueWithinASecond_staysInMemory(TestHost host, VirtualTime time) {
    var workflow = sleeper(Duration.ofMillis(900));
    Node node = Node.of(InMemoryStateStore.retained());
    var maestro = host.start(b -> b.register(workflow).store(node));
    Run<String> run = maestro.start(workflow, "");
    time.runUntilIdle();

    assertTrue(isOwned(host, node, run.id()));
    assertEquals("SUCCEEDED ok", end(host, run));
  }

  private static boolean isOwned(TestHost host, Node node, RunId run) {
    return host.get(node.direct().find(run).toCompletableFuture())
        .orElseThrow()
        .owner()
        .isPresent();
  }

  @Test
  @Proves("6.3")
  void dueTimes_areNotPutOffByARestart(TestHost host, VirtualTime time) {
    List<Instant> woken = new CopyOnWriteArrayList<>();
    var workflow =
        flow(
            (in, flow) -> {
              flow.sleep("night", HOUR);
              flow.run("slept", step -> woken.add(step.now()));
              flow.receive("get", WaitTest.MAIL, HOUR);
              flow.run("waited", step -> woken.add(step.now()));
              return "ok";
            });
    var stores = InMemoryStateStore.retained();
    host.start(b -> b.register(workflow).store(stores))
        .start(workflow, "", RunOptions.named("run"));
    for (int i = 0; i < 4; i++) { // in the middle of the sleep, and of the receive
      time.advance(Duration.ofMinutes(29));
      host.get(host.maestro().shutdown(Duration.ofSeconds(1)));
      host.start(b -> b.register(workflow).store(stores));
    }

    assertEquals("SUCCEEDED ok", end(host, host.maestro().run(RunId.of("run"), String.class)));
    assertEquals(
        List.of(
            VirtualTime.DEFAULT_START.plus(HOUR), VirtualTime.DEFAULT_START.plus(HOUR).plus(HOUR)),
        woken);
  }

  @Test
  @Proves("6.5")
  void verbs_thatNeedNotWait_doNotLeaveTheCode(TestHost host, VirtualTime time) {
    AtomicInteger entries = new AtomicInteger();
    later.complete("now");
    var workflow =
        flow(
            (in, flow) -> {
              entries.incrementAndGet();
              flow.run(
                  "send",
                  step ->
                      time.await(
                          host.maestro().run(step.runId(), String.class).send(WaitTest.MAIL, "x")));
              flow.sleep("none", Duration.ZERO);
              flow.sleep("less", Duration.ofSeconds(-5));
              String letter = flow.receive("get", WaitTest.MAIL, HOUR).orElse("nothing");
              return letter + flow.await("stage", String.class, step -> later);
            });

    assertEquals("SUCCEEDED xnow", end(host, workflow));
    assertEquals(1, entries.get());
    assertEquals(VirtualTime.DEFAULT_START, time.now());
  }

  /** Takes the only permit and keeps it in a step until the future is done. */
  private Workflow<String, String> blocker(VirtualTime time) {
    return flow(
        "blocker",
        (in, flow) ->
            flow.queued(QUEUE, part -> part.step("block", String.class, s -> time.await(later))));
  }

  @Test
  @Proves("6.6")
  void queuedPart_thatIsRecorded_isReplayedWithoutAPermit(TestHost host, VirtualTime time) {
    var blocker = blocker(time);
    var workflow =
        flow(
            (in, flow) -> {
              flow.queued(QUEUE, part -> part.step("work", String.class, step -> "x"));
              flow.sleep("night", HOUR);
              return "ok";
            });
    var maestro = host.start(b -> b.register(workflow).register(blocker).config(ONE_PERMIT));
    Run<String> run = maestro.start(workflow, "");
    time.runUntilIdle();
    Run<String> blocking = maestro.start(blocker, "");

    assertEquals("SUCCEEDED ok", end(host, run));
    assertFalse(blocking.outcome().isDone());
    later.complete("x");
    end(host, blocking);
  }

  @Test
  @Proves("6.7")
  void permit_ofARunThatWaitsInMemory_isKept(TestHost host, VirtualTime time) {
    var workflow =
        flow(
            (in, flow) ->
                flow.queued(
                    QUEUE,
                    part -> {
                      part.run("work", step -> events.add(in));
                      return part.await("stage", String.class, step -> later);
                    }));
    var maestro = host.start(b -> b.register(workflow).config(ONE_PERMIT));
    Run<String> first = maestro.start(workflow, "first");
    time.runUntilIdle();
    Run<String> second = maestro.start(workflow, "second");
    time.advance(HOUR);
    assertEquals(List.of("first"), events);
    later.complete("x");

    assertEquals("SUCCEEDED x", end(host, first));
    assertEquals("SUCCEEDED x", end(host, second));
  }

  @Test
  @Proves("6.7")
  void permit_ofARunThatRestsInTheStore_isGivenBack(TestHost host, VirtualTime time) {
    var workflow =
        flow(
            (in, flow) ->
                flow.queued(
                    QUEUE,
                    part -> {
                      part.run("work", step -> events.add(in));
                      part.sleep("night", HOUR);
                      return in;
                    }));
    var maestro = host.start(b -> b.register(workflow).config(ONE_PERMIT));
    Run<String> first = maestro.start(workflow, "first");
    time.runUntilIdle();
    Run<String> second = maestro.start(workflow, "second");
    time.runUntilIdle();

    assertEquals(List.of("first", "second"), events);
    assertEquals("SUCCEEDED first", end(host, first));
    assertEquals("SUCCEEDED second", end(host, second));
  }
}
