package io.maestro.testkit.engine;

import static io.maestro.testkit.engine.Flows.end;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.maestro.StrategyMaestro;
import io.maestro.codec.Payload;
import io.maestro.codec.TypeToken;
import io.maestro.core.memory.InMemoryStateStore;
import io.maestro.error.ClosedException;
import io.maestro.flow.Workflow;
import io.maestro.message.Endpoint;
import io.maestro.monitor.MaestroListener;
import io.maestro.recovery.RecoveryReport;
import io.maestro.recovery.RecoveryReport.NotAskedFor;
import io.maestro.recovery.RecoveryReport.Parked;
import io.maestro.run.RunId;
import io.maestro.run.RunOptions;
import io.maestro.store.Letter;
import io.maestro.store.StoreException;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a start says of what it found. */
@SuppressWarnings("FutureReturnValueIgnored") // the ends of the runs are looked at instead
final class RecoveryReportTest {
  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  private static final Endpoint<String> GO = Endpoint.of("go", String.class);

  private final Node shared = Node.of(InMemoryStateStore.retained());
  private final CompletableFuture<String> never = new CompletableFuture<>();

  private static Workflow<String, String> named(String name, Workflow.Body<String, String> body) {
    return Workflow.of(name, String.class, String.class, body);
  }

  private final Workflow<String, String> working =
      named("working", (in, flow) -> flow.await("work", String.class, step -> never));
  private final Workflow<String, String> waiting =
      named("waiting", (in, flow) -> flow.receive("go", GO, Duration.ofDays(99)).orElse("none"));
  private final Workflow<String, String> dropped =
      named("dropped", (in, flow) -> flow.receive("go", GO, Duration.ofHours(1)).orElse("none"));

  private static Letter letter(String text) {
    return new Letter("letter", GO.name(), Payload.of(text, TypeToken.of(String.class)));
  }

  private StrategyMaestro start(TestHost host, Node node, List<Workflow<?, ?>> workflows) {
    return host.start(
        builder -> {
          workflows.forEach(builder::register);
          return builder.store(node);
        });
  }

  private void leaveBehind(TestHost host, VirtualTime time) {
    Node dying = Node.of(shared);
    StrategyMaestro former = start(host, dying, List.of(working, waiting, dropped));
    former.start(working, "", RunOptions.named("in-work"));
    former.start(waiting, "", RunOptions.named("asleep"));
    former.start(waiting, "", RunOptions.named("due"));
    former.start(dropped, "", RunOptions.named("parked-1"));
    former.start(dropped, "", RunOptions.named("parked-2"));
    time.advance(Duration.ofSeconds(2));
    dying.crash();
    host.get(shared.direct().deliver(RunId.of("due"), letter("now")).toCompletableFuture());
    time.advance(Duration.ofMinutes(1));
  }

  @Test
  @Proves({"10.1", "10.5"})
  void start_onAStoreWithUnfinishedRuns_reportsWhatItFound(TestHost host, VirtualTime time) {
    host.leavesRuns();
    leaveBehind(host, time);
    List<RecoveryReport> told = new ArrayList<>();
    MaestroListener listener =
        new MaestroListener() {
          @Override
          public void recovered(RecoveryReport report) {
            told.add(report);
          }
        };
    StrategyMaestro next =
        host.start(
            builder ->
                builder.register(working).register(waiting).listener(listener).store(shared));
    RecoveryReport report = host.get(next.recovery());

    assertEquals(1, report.takenOver(), "in-work");
    assertEquals(1, report.resumed(), "due");
    assertEquals(1, report.waiting(), "asleep");
    assertEquals(
        List.of(new Parked("dropped", 2, List.of(RunId.of("parked-1"), RunId.of("parked-2")))),
        report.parked());
    assertEquals(List.of(report), told);
    assertEquals(
        "1 taken over, 1 resumed, 1 waiting, parked since their workflow is not registered: [dropped (2)]",
        report.toString());
  }

  @Test
  @Proves("10.6")
  void parkedRun_goesOnWhereItWasOnceItsWorkflowIsRegistered(TestHost host, VirtualTime time) {
    StrategyMaestro former = start(host, Node.of(shared), List.of(dropped));
    former.start(dropped, "", RunOptions.named("with-mail"));
    former.start(dropped, "", RunOptions.named("without"));
    time.advance(Duration.ofSeconds(2));
    host.get(former.shutdown(Duration.ZERO));
    StrategyMaestro unknowing = start(host, Node.of(shared), List.of(waiting));
    time.advance(Duration.ofHours(2));
    host.get(unknowing.run(RunId.of("with-mail"), String.class).send(GO, "kept"));
    host.get(unknowing.shutdown(Duration.ZERO));
    StrategyMaestro knowing = start(host, Node.of(shared), List.of(dropped));

    assertEquals("SUCCEEDED kept", end(host, knowing.run(RunId.of("with-mail"), String.class)));
    assertEquals("SUCCEEDED none", end(host, knowing.run(RunId.of("without"), String.class)));
  }

  @Test
  @Proves({"2.4", "10.5"})
  void report_askedForLater_namesTheStepsThatTheCodeLeftBehind(TestHost host, VirtualTime time) {
    Workflow<String, String> before =
        named(
            "changing",
            (in, flow) -> {
              flow.run("old", step -> {});
              return flow.receive("go", GO, Duration.ofDays(1)).orElse("none");
            });
    Workflow<String, String> after =
        named("changing", (in, flow) -> flow.receive("go", GO, Duration.ofDays(1)).orElse("none"));
    StrategyMaestro former = start(host, Node.of(shared), List.of(before));
    former.start(before, "", RunOptions.named("run"));
    time.advance(Duration.ofSeconds(5));
    host.get(former.shutdown(Duration.ZERO));
    host.get(shared.direct().deliver(RunId.of("run"), letter("x")).toCompletableFuture());
    StrategyMaestro next = start(host, Node.of(shared), List.of(after));
    end(host, next.run(RunId.of("run"), String.class));

    assertEquals(
        List.of(new NotAskedFor(RunId.of("run"), List.of("old"))),
        host.get(next.recovery()).notAskedFor());
  }

  @Test
  @Proves("10.5")
  void start_onAnEmptyStore_reportsNothing(TestHost host) {
    RecoveryReport report = host.get(start(host, shared, List.of(working)).recovery());

    assertEquals("0 taken over, 0 resumed, 0 waiting", report.toString());
    assertEquals(List.of(), report.parked());
  }

  @Test
  @Proves("10.5")
  void report_ofAMaestroThatEndsBeforeItsFirstLook_failsWithClosed(TestHost host) {
    Node silent = Node.of(shared);
    silent.failClaims(new StoreException("away", null));
    StrategyMaestro maestro = start(host, silent, List.of(working));
    CompletableFuture<RecoveryReport> report = maestro.recovery();
    host.get(maestro.shutdown(Duration.ZERO));

    assertInstanceOf(
        ClosedException.class,
        Assertions.assertThrows(CompletionException.class, report::join).getCause());
  }
}
