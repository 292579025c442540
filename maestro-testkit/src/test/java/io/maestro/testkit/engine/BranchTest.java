package io.maestro.testkit.engine;

import static io.maestro.testkit.engine.Flows.end;
import static io.maestro.testkit.engine.Flows.failure;
import static io.maestro.testkit.engine.Flows.flow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.flow.Branch;
import io.maestro.flow.Round;
import io.maestro.run.Failure;
import io.maestro.run.RecordedStep;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.time.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BranchTest {
  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  @Test
  void fork_twoBranches_workSideBySide(TestHost host, VirtualTime time) {
    var workflow =
        flow(
            (in, flow) -> {
              Branch<String> slow =
                  flow.fork(
                      "slow",
                      branch -> {
                        branch.sleep("night", Duration.ofHours(8));
                        return "slept";
                      });
              Branch<String> quick =
                  flow.fork("quick", branch -> branch.step("work", String.class, step -> "worked"));
              return quick.join() + " " + slow.join();
            });

    assertEquals("SUCCEEDED worked slept", end(host, workflow));
    assertEquals(
        List.of("quick/work"),
        host.listener().steps().stream()
            .filter(recorded -> recorded.step().verb() == RecordedStep.Verb.STEP)
            .map(recorded -> recorded.step().path())
            .toList());
  }

  @Test
  @Proves("21.3")
  void fork_neverJoined_isWaitedFor(TestHost host) {
    AtomicBoolean done = new AtomicBoolean();
    var workflow =
        flow(
            (in, flow) -> {
              flow.fork(
                  "late",
                  branch -> {
                    branch.sleep("night", Duration.ofHours(1));
                    branch.run("work", step -> done.set(true));
                    return "x";
                  });
              return "ok";
            });

    assertEquals("SUCCEEDED ok", end(host, workflow));
    assertTrue(done.get());
  }

  @Test
  void fork_branchFails_throwsAtTheJoinEveryTime(TestHost host) {
    List<String> seen = new CopyOnWriteArrayList<>();
    var workflow =
        flow(
            (in, flow) -> {
              Branch<String> bad =
                  flow.fork(
                      "bad",
                      branch -> {
                        throw new IllegalArgumentException("bad branch");
                      });
              try {
                bad.join();
              } catch (IllegalArgumentException expected) {
                seen.add(expected.getMessage());
              }
              flow.sleep("night", Duration.ofHours(1));
              return "ok";
            });

    assertEquals("SUCCEEDED ok", end(host, workflow));
    assertEquals(Set.of("bad branch"), Set.copyOf(seen));
  }

  @Test
  void fork_withinStageAndLoop_isHistoryAfterwards(TestHost host) {
    AtomicInteger calls = new AtomicInteger();
    var workflow =
        flow(
            (in, flow) -> {
              String staged =
                  flow.stage(
                      "stage",
                      String.class,
                      inner -> {
                        Branch<String> branch =
                            inner.fork(
                                "b",
                                b -> b.step("s", String.class, s -> "x" + calls.incrementAndGet()));
                        return branch.join();
                      });
              int sum =
                  flow.loop(
                      "loop",
                      Integer.class,
                      0,
                      (state, round) -> {
                        int more =
                            round
                                .fork(
                                    "b",
                                    b -> b.step("s", Integer.class, s -> calls.incrementAndGet()))
                                .join();
                        round.sleep("night", Duration.ofHours(1));
                        return state + more > 8
                            ? Round.done(state + more)
                            : Round.again(state + more);
                      });
              return staged + " " + sum;
            });

    assertEquals("SUCCEEDED x1 9", end(host, workflow));
    assertEquals(4, calls.get());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 50})
  @Proves("21.4")
  void each_withParallelism_neverRunsMoreAtOnceAndKeepsTheOrder(
      int bound, TestHost host, VirtualTime time) {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<Integer> items = IntStream.range(0, 20).boxed().toList();
    var workflow =
        flow(
            (in, flow) ->
                ""
                    + flow.each("item", items, i -> i)
                        .parallelism(bound)
                        .step(
                            Integer.class,
                            (item, step) -> {
                              most.accumulateAndGet(running.incrementAndGet(), Math::max);
                              time.pass(Duration.ofMinutes(20 - item));
                              running.decrementAndGet();
                              return item * 2;
                            })
                        .join());

    assertEquals("SUCCEEDED " + items.stream().map(i -> i * 2).toList(), end(host, workflow));
    assertEquals(Math.min(bound, 20), most.get());
  }

  @Test
  @Proves("2.7")
  void each_withTheSameKeyTwice_isRefused(TestHost host) {
    var workflow =
        flow(
            (in, flow) ->
                "" + flow.each("item", List.of("a", "a"), i -> i).flow((i, f) -> i).join());

    Failure failure = failure(host, Flows.run(host, workflow));

    assertTrue(failure.message().contains("the same key"), failure.message());
  }

  @Test
  @Proves("1.1")
  void each_nestedAndEnteredAgain_runsNoTrialTwice(TestHost host) {
    Map<String, Integer> calls = new ConcurrentHashMap<>();
    var workflow =
        flow(
            (in, flow) -> {
              var all =
                  flow.each("row", List.of(1, 2, 3), i -> i)
                      .flow(
                          (row, rows) -> {
                            var cells =
                                rows.each("cell", List.of(1, 2, 3), i -> i)
                                    .step(
                                        Integer.class,
                                        (cell, step) -> {
                                          calls.merge(step.path(), 1, Integer::sum);
                                          return row * cell;
                                        })
                                    .join();
                            rows.sleep("night", Duration.ofHours(row));
                            return cells;
                          })
                      .join();
              return "" + all;
            });

    assertEquals("SUCCEEDED [[1, 2, 3], [2, 4, 6], [3, 6, 9]]", end(host, workflow));
    assertEquals(9, calls.size());
    assertEquals(Set.of(1), Set.copyOf(calls.values()));
  }

  @Test
  void each_ofNothing_givesNothing(TestHost host) {
    var workflow =
        flow(
            (in, flow) ->
                "" + flow.each("item", List.<String>of(), i -> i).flow((i, f) -> i).join());

    assertEquals("SUCCEEDED []", end(host, workflow));
  }

  @Test
  void each_oneItemFails_theOthersEndAndTheJoinThrows(TestHost host) {
    AtomicInteger ended = new AtomicInteger();
    var workflow =
        flow(
            (in, flow) ->
                ""
                    + flow.each("item", List.of(1, 2, 3), i -> i)
                        .parallelism(1)
                        .step(
                            String.class,
                            (item, step) -> {
                              if (item == 1) {
                                throw new IOException("bad item");
                              }
                              ended.incrementAndGet();
                              return "x";
                            })
                        .join());

    assertEquals("FAILED STEP item[1]", end(host, workflow));
    assertEquals(2, ended.get());
  }
}
