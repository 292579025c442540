package io.maestro.testkit.engine;

import static io.maestro.testkit.engine.Flows.end;
import static io.maestro.testkit.engine.Flows.failure;
import static io.maestro.testkit.engine.Flows.flow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.StrategyMaestro;
import io.maestro.config.MaestroConfig;
import io.maestro.config.RunLimits;
import io.maestro.core.memory.InMemoryStateStore;
import io.maestro.flow.FlowContext;
import io.maestro.flow.Reconciliation;
import io.maestro.flow.StepFailedException;
import io.maestro.flow.Workflow;
import io.maestro.run.Failure;
import io.maestro.run.Run;
import io.maestro.run.RunId;
import io.maestro.run.RunOptions;
import io.maestro.store.StateStoreFactory;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.time.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is recorded when, under which path, and what a changed code finds of it. */
@SuppressWarnings("FutureReturnValueIgnored") // the ends of the runs are looked at instead
final class RecordingTest {
  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  private static final Duration HOUR = Duration.ofHours(1);
  private static final RunId RUN = RunId.of("run");

  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final StateStoreFactory stores = InMemoryStateStore.retained();

  private StrategyMaestro start(TestHost host, Workflow<?, ?> workflow) {
    return host.start(builder -> builder.register(workflow).store(stores));
  }

  /** Lets a first version of the code work for a while, and returns the run under a second one. */
  private Run<String> changed(
      TestHost host, Workflow<String, String> before, Workflow<?, ?> after) {
    var first = start(host, before);
    first.start(before, "in", RunOptions.named("run"));
    host.time().advance(Duration.ofMinutes(1));
    host.get(first.shutdown(HOUR));
    return start(host, after).run(RUN, String.class);
  }

  @Test
  @Proves("1.2")
  void step_afterOneThatIsNotYetDurable_doesNotStart(TestHost host, VirtualTime time) {
    CompletableFuture<Void> durable = new CompletableFuture<>();
    Node node = Node.of(stores);
    node.holdWrites(durable);
    var workflow =
        flow(
            (in, flow) -> {
              flow.run("a", step -> calls.add("a"));
              calls.add("between");
              flow.run("b", step -> calls.add("b"));
              return "ok";
            });
    var maestro = host.start(builder -> builder.register(workflow).store(node));
    Run<String> run = maestro.start(workflow, "");
    time.advance(HOUR);
    assertEquals(List.of("a"), calls);
    durable.complete(null);

    assertEquals("SUCCEEDED ok", end(host, run));
    assertEquals(List.of("a", "between", "b"), calls.stream().distinct().toList());
  }

  @Test
  @Proves("21.9")
  void effect_whoseIntentIsNotYetDurable_doesNotStart(TestHost host, VirtualTime time) {
    CompletableFuture<Void> durable = new CompletableFuture<>();
    Node node = Node.of(stores);
    node.holdWrites(durable);
    var workflow =
        flow(
            (in, flow) ->
                flow.effect(
                    "pay",
                    String.class,
                    step -> {
                      calls.add("pay");
                      return "paid";
                    },
                    step -> Reconciliation.resume()));
    var maestro = host.start(builder -> builder.register(workflow).store(node));
    Run<String> run = maestro.start(workflow, "");
    time.advance(HOUR);
    assertEquals(List.of(), calls);
    durable.complete(null);

    assertEquals("SUCCEEDED paid", end(host, run));
    assertEquals(List.of("pay"), calls);
  }

  @Test
  @Proves("2.1")
  void steps_calledInAnotherOrder_findTheirRecords(TestHost host) {
    List<String> names = List.of("a", "b", "c");
    List<String> reversed = new ArrayList<>(names);
    Collections.reverse(reversed);

    Run<String> run = changed(host, calling(names), calling(reversed));

    assertEquals("SUCCEEDED c=c[1] b=b[1] a=a[1] ", end(host, run));
    assertEquals(List.of("in[x]/a", "in[x]/b", "in[x]/c"), calls);
  }

  private Workflow<String, String> calling(List<String> names) {
    return flow(
        (in, flow) -> {
          StringBuilder all = new StringBuilder();
          for (String name : names) {
            String value =
                flow.at("in", "x")
                    .step(
                        name,
                        String.class,
                        step -> {
                          calls.add(step.path());
                          return name + "[" + step.attempt() + "]";
                        });
            all.append(name).append('=').append(value).append(' ');
          }
          flow.sleep("night", HOUR);
          return all.toString();
        });
  }

  @Test
  @Proves("2.2")
  void path_usedByTwoStrands_failsTheRun(TestHost host) {
    var workflow =
        flow(
            (in, flow) -> {
              FlowContext same = flow.at("same", 1);
              flow.run("a", step -> {});
              flow.fork(
                  "same",
                  branch -> {
                    branch.sleep("night", HOUR);
                    return "x";
                  });
              flow.fork(
                      "same",
                      branch -> {
                        branch.sleep("night", HOUR);
                        return "y";
                      })
                  .join();
              return same.path();
            });

    assertTrue(end(host, workflow).startsWith("FAILED MISUSE same"));
  }

  @Test
  @Proves("2.6")
  void key_isPercentEncodedAndHasAtMost500Characters(TestHost host) {
    var workflow =
        flow(
            (in, flow) -> {
              flow.at("k", "a b/]é").run("s", step -> calls.add(step.path()));
              flow.at("k", "k".repeat(500)).run("s", step -> calls.add("longest"));
              flow.at("k", "k".repeat(501)).run("s", step -> calls.add("too long"));
              return "ok";
            });

    assertEquals("FAILED BODY (body)", end(host, workflow));
    assertEquals(List.of("k[a%20b%2F%5D%C3%A9]/s", "longest"), calls);
  }

  @Test
  @Proves({"2.4", "2.5", "21.1"})
  void stage_thatHasItsValue_isHistoryThatNobodyAsksFor(TestHost host) {
    var before =
        flow(
            (in, flow) -> {
              String staged =
                  flow.stage(
                      "stage",
                      String.class,
                      inner -> {
                        calls.add("entered");
                        inner.run("within", step -> {});
                        return "value";
                      });
              flow.run("gone", step -> {});
              flow.sleep("night", HOUR);
              return staged;
            });
    var after =
        flow(
            (in, flow) ->
                flow.stage(
                    "stage",
                    String.class,
                    inner -> {
                      throw new AssertionError("entered again");
                    }));

    assertEquals("SUCCEEDED value", end(host, changed(host, before, after)));
    assertEquals(List.of("entered"), calls);
    assertEquals(List.of("gone", "night"), host.listener().notAskedFor());
    assertTrue(
        host.log().lines().stream().anyMatch(line -> line.message().contains("gone")),
        host.log().lines().toString());
  }

  @Test
  @Proves("2.5")
  void stages_thatHaveTheirValue_countAsOneStepEach(TestHost host) {
    var workflow =
        flow(
            (in, flow) -> {
              for (int i = 0; i < 5; i++) {
                flow.at("i", i)
                    .stage(
                        "stage",
                        String.class,
                        inner -> {
                          for (int j = 0; j < 4; j++) {
                            inner.at("j", j).run("s", step -> {});
                          }
                          return "x";
                        });
              }
              return "ok";
            });
    var limits = RunLimits.defaults().maxSteps(10);
    var config = MaestroConfig.builder().limits(limits).build();
    var maestro = host.start(builder -> builder.register(workflow).config(config));

    assertEquals("SUCCEEDED ok", end(host, maestro.start(workflow, "")));
  }

  @Test
  @Proves("21.2")
  void stage_thatThrows_isNotRecordedAndThrowsAtEachEntry(TestHost host) {
    var workflow =
        flow(
            (in, flow) -> {
              try {
                flow.stage(
                    "stage",
                    String.class,
                    inner ->
                        inner.step(
                            "boom",
                            String.class,
                            step -> {
                              throw new IOException("down");
                            }));
              } catch (StepFailedException failed) {
                calls.add(failed.failure().step() + " " + failed.failure().message());
              }
              flow.sleep("night", HOUR);
              return "ok";
            });

    assertEquals("SUCCEEDED ok", end(host, workflow));
    assertTrue(calls.size() > 1, "entered again");
    assertEquals(List.of("stage/boom down"), calls.stream().distinct().toList());
    assertEquals(List.of("night DONE 1", "stage/boom FAILED 1"), sorted(host));
  }

  private static List<String> sorted(TestHost host) {
    return Flows.journal(host, RUN).stream().sorted().toList();
  }

  @Test
  @Proves("10.4")
  void value_thatCantBeReadBack_failsTheRunAndStaysInTheJournal(TestHost host) {
    var before =
        flow(
            (in, flow) -> {
              int number = flow.step("number", Integer.class, step -> 42);
              flow.sleep("night", HOUR);
              return "" + number;
            });
    var after = flow((in, flow) -> flow.step("number", String.class, step -> "forty-two"));

    Failure failure = failure(host, changed(host, before, after));

    assertEquals("UNDECODABLE number", failure.kind() + " " + failure.step());
    assertTrue(Flows.journal(host, RUN).contains("number DONE 1"));
  }

  @Test
  @Proves("10.4")
  void input_thatCantBeReadBack_failsTheRun(TestHost host) {
    var before =
        flow(
            (in, flow) -> {
              flow.sleep("night", HOUR);
              return in;
            });
    var after = Workflow.of("flow", Integer.class, String.class, (in, flow) -> "" + in);

    Failure failure = failure(host, changed(host, before, after));

    assertEquals("UNDECODABLE (input)", failure.kind() + " " + failure.step());
  }
}
