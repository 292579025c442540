package io.maestro.testkit.engine;

import static io.maestro.testkit.engine.Flows.end;
import static io.maestro.testkit.engine.Flows.flow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.core.memory.InMemoryStateStore;
import io.maestro.flow.ReconcileCode;
import io.maestro.flow.Reconciliation;
import io.maestro.flow.Retry;
import io.maestro.flow.StepPolicy;
import io.maestro.flow.Workflow;
import io.maestro.run.RecordedStep;
import io.maestro.run.Run;
import io.maestro.run.RunId;
import io.maestro.run.RunOptions;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("FutureReturnValueIgnored") // the ends of the runs are looked at instead
final class UndoTest {
  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  private static Workflow<String, String> undoing(
      List<String> undone, Workflow.Body<String, String> then) {
    return flow(
        (in, flow) -> {
          for (String name : List.of("a", "b", "c")) {
            flow.run("do-" + name, step -> {});
            flow.compensation(
                "undo-" + name,
                step -> {
                  undone.add(name);
                  if (name.equals("b") && in.equals("bad undo")) {
                    throw new IOException("can't undo");
                  }
                });
          }
          return then.run(in, flow);
        });
  }

  @Test
  @Proves("5.7")
  void failure_runsCompensationsInReverse(TestHost host) {
    List<String> undone = new CopyOnWriteArrayList<>();
    var workflow =
        undoing(
            undone,
            (in, flow) -> {
              flow.sleep("night", Duration.ofHours(1));
              throw new IllegalStateException("no");
            });

    assertEquals("FAILED BODY (body)", end(host, workflow));
    assertEquals(List.of("c", "b", "a"), undone);
  }

  @Test
  void success_compensatesNothing(TestHost host) {
    List<String> undone = new CopyOnWriteArrayList<>();

    assertEquals("SUCCEEDED ok", end(host, undoing(undone, (in, flow) -> "ok")));
    assertEquals(List.of(), undone);
  }

  @Test
  @Proves("5.7")
  void cancelAndDeadline_compensate(TestHost host, VirtualTime time) {
    List<String> undone = new CopyOnWriteArrayList<>();
    var workflow =
        undoing(
            undone,
            (in, flow) -> {
              flow.sleep("night", Duration.ofDays(1));
              return "ok";
            });
    var maestro = Flows.maestro(host, workflow);
    Run<String> cancelled = maestro.start(workflow, "");
    time.advance(Duration.ofMinutes(1));
    cancelled.cancel("enough");

    assertEquals("CANCELLED enough", end(host, cancelled));
    assertEquals(List.of("c", "b", "a"), undone);
    Run<String> late =
        maestro.start(workflow, "", RunOptions.defaults().deadline(Duration.ofHours(1)));
    assertEquals("FAILED DEADLINE (run)", end(host, late));
    assertEquals(List.of("c", "b", "a", "c", "b", "a"), undone);
  }

  @Test
  void compensate_explicitly_runsEachOnce(TestHost host) {
    List<String> undone = new CopyOnWriteArrayList<>();
    var workflow =
        undoing(
            undone,
            (in, flow) -> {
              flow.compensate();
              flow.sleep("night", Duration.ofHours(1));
              flow.compensate();
              throw new IllegalStateException("no");
            });

    assertEquals("FAILED BODY (body)", end(host, workflow));
    assertEquals(List.of("c", "b", "a"), undone);
  }

  @Test
  @Proves("5.7")
  void compensation_fails_theOthersRunAndItIsReported(TestHost host) {
    List<String> undone = new CopyOnWriteArrayList<>();
    var workflow =
        undoing(
            undone,
            (in, flow) -> {
              throw new IllegalStateException("no");
            });
    Run<String> run = Flows.maestro(host, workflow).start(workflow, "bad undo");

    assertEquals("FAILED BODY (body)", end(host, run));
    assertEquals(List.of("c", "b", "a"), undone);
    assertTrue(host.listener().problems().get(0).where().contains("undo-b"));
  }

  @Test
  void compensation_ofABranch_runsToo(TestHost host) {
    List<String> undone = new CopyOnWriteArrayList<>();
    var workflow =
        flow(
            (in, flow) -> {
              flow.compensation("undo-root", step -> undone.add("root"));
              flow.fork(
                      "b",
                      b -> {
                        b.run("do", step -> {});
                        b.compensation("undo", step -> undone.add("branch"));
                        return "x";
                      })
                  .join();
              flow.sleep("night", Duration.ofHours(1));
              throw new IllegalStateException("no");
            });

    assertEquals("FAILED BODY (body)", end(host, workflow));
    assertEquals(List.of("branch", "root"), undone);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @Proves("21.13")
  void compensation_withinAStageThatIsHistory_isDroppedWhetherReplayedOrNot(
      boolean replays, TestHost host) {
    List<String> undone = new CopyOnWriteArrayList<>();
    var workflow =
        flow(
            (in, flow) -> {
              flow.stage(
                  "stage",
                  String.class,
                  inner -> {
                    inner.compensation("undo", step -> undone.add("inner"));
                    return "x";
                  });
              if (replays) {
                flow.sleep("night", Duration.ofHours(1));
              }
              throw new IllegalStateException("no");
            });

    assertEquals("FAILED BODY (body)", end(host, workflow));
    assertEquals(List.of(), undone);
  }

  private static Workflow<String, String> paying(
      List<String> calls, Retry retry, ReconcileCode<String> reconcile) {
    return flow(
        (in, flow) ->
            flow.with(StepPolicy.retrying(retry))
                .effect(
                    "pay",
                    String.class,
                    step -> {
                      calls.add("pay " + step.attempt());
                      throw new IOException("timeout of the bank");
                    },
                    step -> {
                      calls.add("look " + step.idempotencyKey());
                      return reconcile.reconcile(step);
                    }));
  }

  @Test
  @Proves({"21.10", "21.11"})
  void effect_threw_isReconciledNotRepeated(TestHost host) {
    List<String> calls = new CopyOnWriteArrayList<>();
    var adopting = paying(calls, Retry.never(), step -> Reconciliation.adopt("paid"));

    assertEquals("SUCCEEDED paid", end(host, adopting));
    assertEquals(List.of("pay 1", "look run#pay"), calls);
    assertEquals(RecordedStep.State.PENDING, host.listener().steps().get(0).step().state());
  }

  @Test
  @Proves("21.11")
  void effect_threwAndMayBeRepeated_endsWithItsAttempts(TestHost host) {
    List<String> calls = new CopyOnWriteArrayList<>();
    var resuming = paying(calls, Retry.upTo(2), step -> Reconciliation.resume());

    assertEquals("FAILED STEP pay", end(host, resuming));
    assertEquals(List.of("pay 1", "look run#pay", "pay 2", "look run#pay"), calls);
  }

  @Test
  @Proves("21.11")
  void effect_leftToAPerson_failsAsUnknown(TestHost host) {
    var manual = paying(new ArrayList<>(), Retry.never(), step -> Reconciliation.manual("ask"));

    assertEquals("FAILED UNKNOWN pay", end(host, manual));
  }

  @Test
  @Proves("21.12")
  void effect_reconciliationThrows_isUnknownNeverNothing(TestHost host) {
    List<String> calls = new CopyOnWriteArrayList<>();
    var blind =
        paying(
            calls,
            Retry.upTo(3),
            step -> {
              throw new IOException("no line");
            });

    assertEquals("FAILED UNKNOWN pay", end(host, blind));
    assertEquals(1, calls.stream().filter(call -> call.startsWith("pay")).count());
    assertTrue(calls.size() <= 4, calls.toString());
  }

  @Test
  @Proves({"21.9", "21.10", "21.11"})
  void effect_inDoubtAfterACrash_asksTheReconciliation(TestHost host, VirtualTime time) {
    List<String> calls = new CopyOnWriteArrayList<>();
    CompletableFuture<Void> never = new CompletableFuture<>();
    for (Reconciliation.Choice choice : Reconciliation.Choice.values()) {
      calls.clear();
      var workflow =
          flow(
              (in, flow) ->
                  flow.effect(
                      "pay",
                      String.class,
                      step -> {
                        calls.add("pay " + step.attempt());
                        if (step.attempt() == 1) {
                          time.await(never);
                        }
                        return "done";
                      },
                      step ->
                          switch (choice) {
                            case RESUME -> Reconciliation.resume();
                            case ADOPT -> Reconciliation.adopt("adopted");
                            case COMPENSATE -> Reconciliation.compensate("undo it");
                            case MANUAL -> Reconciliation.manual("ask");
                          }));
      var stores = InMemoryStateStore.retained();
      Node dying = Node.of(stores);
      var first = host.start(b -> b.register(workflow).store(dying));
      first.start(workflow, "", RunOptions.named("run"));
      time.runUntilIdle();
      dying.crash();
      var second = host.start(b -> b.register(workflow).store(stores));

      String ended = end(host, second.run(RunId.of("run"), String.class));

      assertEquals(
          switch (choice) {
            case RESUME -> "SUCCEEDED done [pay 1, pay 2]";
            case ADOPT -> "SUCCEEDED adopted [pay 1]";
            case COMPENSATE, MANUAL -> "FAILED UNKNOWN pay [pay 1]";
          },
          ended + " " + calls);
    }
  }
}
