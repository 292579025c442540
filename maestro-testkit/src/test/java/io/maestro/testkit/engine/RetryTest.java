package io.maestro.testkit.engine;

import static io.maestro.testkit.engine.Flows.end;
import static io.maestro.testkit.engine.Flows.failure;
import static io.maestro.testkit.engine.Flows.flow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.core.memory.InMemoryStateStore;
import io.maestro.flow.Retry;
import io.maestro.flow.StepFailedException;
import io.maestro.flow.StepPolicy;
import io.maestro.run.Failure;
import io.maestro.run.RunId;
import io.maestro.run.RunOptions;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.time.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@SuppressWarnings("FutureReturnValueIgnored") // the ends of the runs are looked at instead
final class RetryTest {
  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  @Test
  @Proves("4.4")
  void retry_failureThePredicateRefuses_isFinalAtOnce(TestHost host) {
    AtomicInteger calls = new AtomicInteger();
    var workflow =
        flow(
            (in, flow) ->
                flow.with(StepPolicy.retrying(Retry.upTo(5).onlyOn(IOException.class)))
                    .step(
                        "call",
                        String.class,
                        step -> {
                          calls.incrementAndGet();
                          throw new IllegalStateException("never again");
                        }));

    assertEquals("FAILED STEP call", end(host, workflow));
    assertEquals(1, calls.get());
  }

  @Test
  @Proves("4.4")
  void retry_predicateThrows_countsAsNo(TestHost host) {
    Retry broken =
        Retry.upTo(5)
            .onlyIf(
                failure -> {
                  throw new IllegalStateException("broken predicate");
                });
    var workflow =
        flow(
            (in, flow) ->
                flow.with(StepPolicy.retrying(broken))
                    .step(
                        "call",
                        String.class,
                        step -> {
                          throw new IOException("down");
                        }));

    assertEquals("FAILED STEP call", end(host, workflow));
    assertEquals(1, host.listener().problems().size());
  }

  @Test
  @Proves({"4.1", "4.2"})
  void backoff_ofEachAttempt_staysWithinItsBound(TestHost host, VirtualTime time) {
    List<Instant> starts = new CopyOnWriteArrayList<>();
    Retry retry = Retry.upTo(8).backoff(Duration.ofSeconds(10), Duration.ofSeconds(60));
    var workflow =
        flow(
            (in, flow) ->
                flow.with(StepPolicy.retrying(retry))
                    .step(
                        "call",
                        String.class,
                        step -> {
                          starts.add(step.now());
                          throw new IOException("down");
                        }));

    Failure failure = failure(host, Flows.run(host, workflow));

    assertEquals(8, failure.attempts());
    assertEquals(8, starts.size());
    List<Integer> bounds = List.of(10, 20, 40, 60, 60, 60, 60);
    boolean jitters = false;
    for (int i = 0; i < bounds.size(); i++) {
      Duration waited = Duration.between(starts.get(i), starts.get(i + 1));
      assertTrue(waited.compareTo(Duration.ofSeconds(bounds.get(i))) <= 0, waited.toString());
      jitters |= !waited.equals(Duration.ofSeconds(bounds.get(i)));
    }
    assertTrue(jitters);
  }

  @Test
  @Proves("4.5")
  void attempts_surviveARestart(TestHost host, VirtualTime time) {
    List<Integer> attempts = new CopyOnWriteArrayList<>();
    Retry retry = Retry.upTo(4).backoff(Duration.ofHours(2), Duration.ofHours(2));
    var workflow =
        flow(
            (in, flow) ->
                flow.with(StepPolicy.retrying(retry))
                    .step(
                        "call",
                        String.class,
                        step -> {
                          attempts.add(step.attempt());
                          throw new IOException("down");
                        }));
    var stores = InMemoryStateStore.retained();
    var first = host.start(builder -> builder.register(workflow).store(stores));
    first.start(workflow, "", RunOptions.named("run"));
    time.runUntilIdle();
    host.get(first.shutdown(Duration.ofSeconds(1)));
    var second = host.start(builder -> builder.register(workflow).store(stores));

    assertEquals("FAILED STEP call", end(host, second.run(RunId.of("run"), String.class)));
    assertEquals(List.of(1, 2, 3, 4), attempts);
  }

  @Test
  @Proves("4.3")
  void attempt_takesTooLong_isRetried(TestHost host, VirtualTime time) {
    AtomicInteger calls = new AtomicInteger();
    StepPolicy policy = StepPolicy.retrying(Retry.upTo(2)).timeout(Duration.ofSeconds(5));
    var workflow =
        flow(
            (in, flow) ->
                flow.with(policy)
                    .step(
                        "call",
                        String.class,
                        step -> {
                          assertEquals(step.now().plusSeconds(5), step.deadline().orElseThrow());
                          if (calls.incrementAndGet() == 1) {
                            time.pass(Duration.ofHours(1));
                          }
                          return "attempt " + step.attempt();
                        }));

    assertEquals("SUCCEEDED attempt 2", end(host, workflow));
  }

  @Test
  @Proves({"5.2", "5.11"})
  void step_ignoresItsInterrupt_isAbandonedAndItsLateResultIgnored(
      TestHost host, VirtualTime time) {
    CompletableFuture<Void> release = new CompletableFuture<>();
    StepPolicy policy = StepPolicy.retrying(Retry.upTo(2)).timeout(Duration.ofSeconds(5));
    var workflow =
        flow(
            (in, flow) ->
                flow.with(policy)
                    .step(
                        "stubborn",
                        String.class,
                        step -> {
                          if (step.attempt() == 1) {
                            ignoreInterrupts(time, release);
                            return "late";
                          }
                          return "in time";
                        }));

    assertEquals("SUCCEEDED in time", end(host, workflow));
    release.complete(null);
    time.runUntilIdle();

    assertEquals(List.of("stubborn DONE 2"), Flows.journal(host, RunId.of("run")));
    assertTrue(host.listener().problems().get(0).where().contains("ignores its interrupt"));
    assertTrue(
        host.log().lines().stream().anyMatch(line -> line.message().contains("late result")));
  }

  @Test
  @Proves({"4.5", "6.3"})
  void nextAttempt_isDueAtTheRecordedTimeAfterARestart(TestHost host, VirtualTime time) {
    List<Instant> starts = new CopyOnWriteArrayList<>();
    Retry retry = Retry.upTo(2).backoff(Duration.ofHours(20), Duration.ofHours(20));
    var workflow =
        flow(
            (in, flow) ->
                flow.with(StepPolicy.retrying(retry))
                    .step(
                        "call",
                        String.class,
                        step -> {
                          starts.add(step.now());
                          throw new IOException("down");
                        }));
    Node stores = Node.of(InMemoryStateStore.retained());
    var first = host.start(builder -> builder.register(workflow).store(stores));
    first.start(workflow, "", RunOptions.named("run"));
    time.runUntilIdle();
    Instant due =
        host.get(stores.direct().journal(RunId.of("run")).toCompletableFuture())
            .get(0)
            .dueAt()
            .orElseThrow();
    host.get(first.shutdown(Duration.ofSeconds(1)));
    time.advance(Duration.between(time.now(), due).dividedBy(2));
    var second = host.start(builder -> builder.register(workflow).store(stores));

    assertEquals("FAILED STEP call", end(host, second.run(RunId.of("run"), String.class)));
    assertEquals(List.of(VirtualTime.DEFAULT_START, due), starts);
  }

  @Test
  @Proves("4.4")
  void timeout_reachesThePredicateAsATimeoutException(TestHost host, VirtualTime time) {
    List<Class<?>> seen = new CopyOnWriteArrayList<>();
    Retry retry = Retry.upTo(3).onlyIf(failure -> !seen.add(failure.getClass()));
    var workflow =
        flow(
            (in, flow) -> {
              flow.with(StepPolicy.retrying(retry).timeout(Duration.ofSeconds(5)))
                  .run("call", step -> time.pass(Duration.ofHours(1)));
              return "never";
            });

    assertEquals("FAILED TIMEOUT call", end(host, workflow));
    assertEquals(List.of(TimeoutException.class), seen);
  }

  @Test
  @Proves({"4.1", "4.7"})
  void policy_holdsForItsContextAndThoseMadeFromItAlone(TestHost host) {
    List<String> calls = new CopyOnWriteArrayList<>();
    var workflow =
        flow(
            (in, flow) -> {
              var twice = flow.with(StepPolicy.retrying(Retry.upTo(2)));
              for (var context : List.of(twice.at("below", 1), twice, flow)) {
                try {
                  context.run(
                      context == flow ? "plain" : "twice",
                      step -> {
                        calls.add(step.path() + step.attempt());
                        throw new IOException("down");
                      });
                } catch (StepFailedException expected) {
                  calls.add("failed");
                }
              }
              return "ok";
            });

    assertEquals("SUCCEEDED ok", end(host, workflow));
    assertEquals(
        List.of("below[1]/twice1", "below[1]/twice2", "twice1", "twice2", "plain1"),
        calls.stream().filter(call -> !call.equals("failed")).distinct().toList());
  }

  static void ignoreInterrupts(VirtualTime time, CompletableFuture<Void> release) {
    while (!release.isDone()) {
      try {
        time.await(release);
      } catch (InterruptedException ignored) {
        // What it must not do.
      } catch (ExecutionException impossible) {
        throw new AssertionError(impossible);
      }
    }
  }
}
