package io.maestro.testkit.engine;

import static io.maestro.testkit.engine.Flows.end;
import static io.maestro.testkit.engine.Flows.flow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.core.memory.InMemoryStateStore;
import io.maestro.run.Run;
import io.maestro.run.RunId;
import io.maestro.run.RunInfo;
import io.maestro.run.RunOptions;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Forks, items, children, letters and compensations. */
@SuppressWarnings("FutureReturnValueIgnored") // the ends of the runs are looked at instead
final class HoldingVerbsTest {
  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  @Proves("21.3")
  void fork_runsSideBySideWithWhatFollows(TestHost host, VirtualTime time) {
    CompletableFuture<String> fromWhatFollows = new CompletableFuture<>();
    var workflow =
        flow(
            (in, flow) -> {
              var branch =
                  flow.fork(
                      "b", b -> b.step("wait", String.class, s -> time.await(fromWhatFollows)));
              flow.run("follow", step -> fromWhatFollows.complete("met"));
              return branch.join();
            });

    assertEquals("SUCCEEDED met", end(host, workflow));
  }

  @Test
  @Proves("21.4")
  void each_withoutParallelism_worksOnAsManyAsThereAreProcessors(TestHost host, VirtualTime time) {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    int processors = Runtime.getRuntime().availableProcessors();
    List<Integer> items = IntStream.range(0, 3 * processors + 3).boxed().toList();
    var workflow =
        flow(
            (in, flow) ->
                ""
                    + flow.each("item", items, i -> i)
                        .step(
                            Integer.class,
                            (item, step) -> {
                              most.accumulateAndGet(running.incrementAndGet(), Math::max);
                              time.pass(Duration.ofMinutes(1));
                              running.decrementAndGet();
                              return item;
                            })
                        .join());

    assertEquals("SUCCEEDED " + items, end(host, workflow));
    assertEquals(Math.max(2, processors), most.get());
  }

  @Test
  @Proves("21.6")
  void child_hasItsParentsDeadlineAndTags(TestHost host) {
    var child =
        flow(
            "child",
            (in, flow) -> {
              flow.sleep("night", Duration.ofDays(1));
              return "never";
            });
    var parent = flow("parent", (in, flow) -> flow.child("kid", child, ""));
    Node node = Node.of(InMemoryStateStore.retained());
    var maestro = host.start(b -> b.register(parent).register(child).store(node));
    Run<String> run =
        maestro.start(parent, "", RunOptions.named("run").deadline(HOUR).tag("who", "me"));
    host.time().runUntilIdle();
    RunId kid =
        host.listener().accepted().stream()
            .map(RunInfo::id)
            .filter(id -> !id.equals(run.id()))
            .findFirst()
            .orElseThrow();
    var record = host.get(node.direct().find(kid).toCompletableFuture()).orElseThrow();
    var ofParent = host.get(node.direct().find(run.id()).toCompletableFuture()).orElseThrow();

    assertTrue(ofParent.deadline().isPresent());
    assertEquals(ofParent.deadline(), record.deadline());
    assertEquals(Map.of("who", "me"), record.tags());
    assertEquals("FAILED DEADLINE (run)", end(host, run));
    host.time().runUntilIdle();
    assertEquals(2, host.listener().ended().size());
  }

  @Test
  @Proves("21.8")
  void letter_whoseTakingIsNotRecorded_isThereForTheNextOwner(TestHost host, VirtualTime time) {
    var workflow =
        flow(
            (in, flow) -> {
              String first = flow.receive("first", WaitTest.MAIL, Duration.ofDays(1)).orElse("-");
              flow.sleep("night", HOUR);
              return first + flow.receive("second", WaitTest.MAIL, Duration.ZERO).orElse("-");
            });
    var stores = InMemoryStateStore.retained();
    Node dying = Node.of(stores);
    dying.failWrites(Integer.MAX_VALUE, write -> !write.taken().isEmpty());
    var first = host.start(b -> b.register(workflow).store(dying));
    Run<String> run = first.start(workflow, "", RunOptions.named("run"));
    time.runUntilIdle();
    host.get(run.send(WaitTest.MAIL, "x"));
    time.advance(Duration.ofSeconds(3));
    dying.crash();
    var second = host.start(b -> b.register(workflow).store(stores));

    assertEquals("SUCCEEDED x-", end(host, second.run(RunId.of("run"), String.class)));
  }

  @Test
  @Proves("21.13")
  void compensation_withinAStageThatFails_runs(TestHost host) {
    List<String> undone = new CopyOnWriteArrayList<>();
    var workflow =
        flow(
            (in, flow) ->
                flow.stage(
                    "stage",
                    String.class,
                    inner -> {
                      inner.compensation("undo", step -> undone.add("inner"));
                      inner.sleep("night", HOUR);
                      throw new IllegalStateException("no");
                    }));

    assertEquals("FAILED BODY (body)", end(host, workflow));
    assertEquals(List.of("inner"), undone);
  }
}
