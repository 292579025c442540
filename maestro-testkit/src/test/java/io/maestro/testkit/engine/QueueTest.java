package io.maestro.testkit.engine;

import static io.maestro.testkit.engine.Flows.end;
import static io.maestro.testkit.engine.Flows.flow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.config.MaestroConfig;
import io.maestro.config.PipelineLimits;
import io.maestro.flow.PipelineQueue;
import io.maestro.flow.StepFailedException;
import io.maestro.run.Run;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.time.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@SuppressWarnings("FutureReturnValueIgnored") // the ends of the runs are looked at instead
final class QueueTest {
  @RegisterExtension final MaestroExtension extension = new MaestroExtension();
  private static final PipelineQueue QUEUE = new PipelineQueue("narrow");

  private static MaestroConfig narrow(int concurrency, int capacity) {
    return MaestroConfig.builder()
        .pipeline(QUEUE, new PipelineLimits(concurrency, capacity))
        .build();
  }

  @Test
  void queued_manyRuns_neverMoreThanPermitsAndFirstComeFirstServed(
      TestHost host, VirtualTime time) {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<String> order = new CopyOnWriteArrayList<>();
    var workflow =
        flow(
            (in, flow) ->
                flow.queued(
                    QUEUE,
                    part -> {
                      part.run(
                          "work",
                          step -> {
                            order.add(in);
                            most.accumulateAndGet(running.incrementAndGet(), Math::max);
                            time.pass(Duration.ofMinutes(1));
                            running.decrementAndGet();
                          });
                      return in;
                    }));
    var maestro = host.start(b -> b.register(workflow).config(narrow(2, 100)));
    List<Run<String>> runs = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      runs.add(maestro.start(workflow, "" + i));
      time.runUntilIdle();
    }
    runs.forEach(run -> end(host, run));

    assertEquals(2, most.get());
    assertEquals(IntStream.range(0, 20).mapToObj(i -> "" + i).toList(), order);
  }

  @Test
  @Proves("12.7")
  void queued_moreThanTheCapacity_waitAndAreNotFailed(TestHost host, VirtualTime time) {
    CompletableFuture<Void> go = new CompletableFuture<>();
    var workflow =
        flow(
            (in, flow) ->
                flow.queued(QUEUE, part -> part.step("work", String.class, s -> hold(time, go))));
    var maestro = host.start(b -> b.register(workflow).config(narrow(1, 1)));
    List<Run<String>> runs = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      runs.add(maestro.start(workflow, "" + i));
      time.runUntilIdle();
    }

    go.complete(null);

    runs.forEach(run -> assertEquals("SUCCEEDED x", end(host, run)));
  }

  private static String hold(VirtualTime time, CompletableFuture<Void> go)
      throws InterruptedException, ExecutionException {
    time.await(go);
    return "x";
  }

  @Test
  void permit_isGivenBackAtFailureCancelAndWhenTheFlowGoesOn(TestHost host, VirtualTime time) {
    CompletableFuture<Void> never = new CompletableFuture<>();
    var workflow =
        flow(
            (in, flow) -> {
              try {
                flow.queued(
                    QUEUE,
                    part ->
                        part.step(
                            "work",
                            String.class,
                            step -> {
                              if (in.equals("hold")) {
                                time.await(never);
                              }
                              if (in.equals("fail") || in.equals("catch")) {
                                throw new IOException("no");
                              }
                              return "x";
                            }));
              } catch (StepFailedException failed) {
                if (in.equals("fail")) {
                  throw failed;
                }
                flow.await("stay", String.class, step -> new CompletableFuture<>());
              }
              return "ok";
            });
    var maestro = host.start(b -> b.register(workflow).config(narrow(1, 100)));
    Run<String> staying = maestro.start(workflow, "catch");
    time.runUntilIdle();
    Run<String> failing = maestro.start(workflow, "fail");
    assertEquals("FAILED STEP work", end(host, failing));
    Run<String> holding = maestro.start(workflow, "hold");
    time.runUntilIdle();
    Run<String> queued = maestro.start(workflow, "");
    Run<String> alsoQueued = maestro.start(workflow, "");
    time.runUntilIdle();
    alsoQueued.cancel("enough");
    assertEquals("CANCELLED enough", end(host, alsoQueued));
    holding.cancel("enough");

    assertEquals("SUCCEEDED ok", end(host, queued));
    assertEquals("SUCCEEDED ok", end(host, maestro.start(workflow, "")));
    staying.cancel("enough");
    end(host, staying);
  }

  @Test
  void queued_withinItself_needsOnePermit(TestHost host) {
    var workflow =
        flow(
            (in, flow) ->
                flow.queued(
                    QUEUE,
                    part ->
                        part.queued(
                            QUEUE, inner -> inner.step("work", String.class, step -> "x"))));
    var maestro = host.start(b -> b.register(workflow).config(narrow(1, 1)));

    assertEquals("SUCCEEDED x", end(host, maestro.start(workflow, "")));
  }

  @Test
  void permits_takenAndWithdrawnByManyAtOnce_areNeverTooMany(TestHost host, VirtualTime time) {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    var workflow =
        flow(
            (in, flow) ->
                flow.queued(
                    QUEUE,
                    part ->
                        part.step(
                            "work",
                            String.class,
                            step -> {
                              most.accumulateAndGet(running.incrementAndGet(), Math::max);
                              running.decrementAndGet();
                              return "x";
                            })));
    var maestro = host.start(b -> b.register(workflow).config(narrow(2, 10_000)));
    List<Run<String>> runs = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      Run<String> run = maestro.start(workflow, "" + i);
      runs.add(run);
      if (i % 3 == 0) {
        run.cancel("enough");
      }
    }
    time.runUntilIdle();
    runs.forEach(run -> end(host, run));

    assertTrue(most.get() <= 2, "at once: " + most);
    assertEquals("SUCCEEDED x", end(host, maestro.start(workflow, "last")));
  }
}
