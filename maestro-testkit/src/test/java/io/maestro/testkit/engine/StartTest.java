package io.maestro.testkit.engine;

import static io.maestro.testkit.engine.Flows.end;
import static io.maestro.testkit.engine.Flows.flow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.codec.TypeToken;
import io.maestro.config.MaestroConfig;
import io.maestro.core.memory.InMemoryStateStore;
import io.maestro.flow.StepFailedException;
import io.maestro.flow.Workflow;
import io.maestro.run.Run;
import io.maestro.run.RunCancelledException;
import io.maestro.run.RunFailedException;
import io.maestro.run.RunId;
import io.maestro.run.RunInfo;
import io.maestro.run.RunOptions;
import io.maestro.run.RunQuery;
import io.maestro.run.RunRejectedException;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.time.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@SuppressWarnings("FutureReturnValueIgnored") // the ends of the runs are looked at instead
final class StartTest {
  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  private static final Workflow<String, String> ECHO = flow("echo", (in, flow) -> in);

  @Test
  @Proves({"19.1", "19.2"})
  void name_withTheSameInput_isTheSameRun(TestHost host) {
    AtomicInteger calls = new AtomicInteger();
    var workflow =
        flow((in, flow) -> flow.step("s", String.class, step -> in + calls.incrementAndGet()));
    var maestro = Flows.maestro(host, workflow, ECHO);
    Run<String> first = maestro.start(workflow, "x", RunOptions.named("n"));
    Run<String> again = maestro.start(workflow, "x", RunOptions.named("n"));

    assertEquals("SUCCEEDED x1", end(host, first));
    assertEquals("SUCCEEDED x1", end(host, again));
    assertEquals("SUCCEEDED x1", end(host, maestro.start(workflow, "x", RunOptions.named("n"))));
    assertEquals(
        RunRejectedException.Reason.NAME_TAKEN,
        Flows.refusal(host, maestro.start(workflow, "y", RunOptions.named("n")).accepted()));
    assertEquals(
        RunRejectedException.Reason.NAME_TAKEN,
        Flows.refusal(host, maestro.start(ECHO, "x", RunOptions.named("n")).result()));
  }

  @Test
  @Proves({"19.4", "19.5"})
  void workflow_thatIsNotRegistered_isRefused(TestHost host) {
    var maestro = Flows.maestro(host, ECHO);
    var other = flow("echo", (in, flow) -> "other");

    assertEquals(
        RunRejectedException.Reason.NOT_REGISTERED,
        Flows.refusal(host, maestro.start(other, "").outcome()));
  }

  @Test
  @Proves({"9.1", "9.10"})
  void closedMaestro_refusesEverythingByName(TestHost host) {
    var maestro = Flows.maestro(host, ECHO);
    Run<String> run = maestro.start(ECHO, "");
    end(host, run);
    host.get(maestro.shutdown(Duration.ofSeconds(1)));
    maestro.close();

    var closed = RunRejectedException.Reason.CLOSED;
    assertEquals(closed, Flows.refusal(host, maestro.start(ECHO, "").accepted()));
    assertEquals(closed, Flows.refusal(host, run.result()));
    assertEquals(closed, Flows.refusal(host, run.info()));
    assertEquals(closed, Flows.refusal(host, run.cancel("x")));
    assertTrue(
        host.time().failure(maestro.runs(RunQuery.all()).list()) instanceof RuntimeException);
  }

  @Test
  void runs_areListedInPagesCountedAndDeleted(TestHost host) {
    var maestro = Flows.maestro(host, ECHO);
    for (int i = 0; i < 25; i++) {
      String name = "n%02d".formatted(i);
      end(host, maestro.start(ECHO, "", RunOptions.named(name).tag("odd", "" + (i % 2))));
    }
    RunQuery odd = RunQuery.all().tag("odd", "1");
    var page = host.get(maestro.runs(odd.limit(10)).list());
    var rest = host.get(maestro.runs(odd.limit(10).after(page.items().get(9).id())).list());

    assertEquals(List.of(10, 2), List.of(page.items().size(), rest.items().size()));
    assertTrue(page.more() && !rest.more());
    assertEquals(12L, host.get(maestro.runs(odd).count()));
    assertEquals(12, host.get(maestro.runs(odd).delete()));
    assertEquals(13L, host.get(maestro.runs(RunQuery.all()).count()));
  }

  @Test
  @Proves({"4.8", "4.9"})
  void retry_ofAFailedRun_goesOnAtTheFailedStep(TestHost host) {
    List<String> calls = new CopyOnWriteArrayList<>();
    AtomicBoolean mended = new AtomicBoolean();
    var workflow =
        flow(
            (in, flow) -> {
              flow.run("first", step -> calls.add("first"));
              return flow.step(
                  "second",
                  String.class,
                  step -> {
                    calls.add("second");
                    if (!mended.get()) {
                      throw new IOException("down");
                    }
                    return "ok";
                  });
            });
    Run<String> failed = Flows.run(host, workflow);
    assertEquals("FAILED STEP second", end(host, failed));
    mended.set(true);
    var maestro = host.maestro();
    Run<String> retried =
        maestro.retry(failed.id(), TypeToken.of(String.class), RunOptions.defaults());

    assertEquals("SUCCEEDED ok", end(host, retried));
    assertEquals(List.of("first", "second", "second"), calls);
    assertEquals("FAILED STEP second", end(host, failed));
    var type = TypeToken.of(String.class);
    assertEquals(
        RunRejectedException.Reason.NOT_RETRYABLE,
        Flows.refusal(host, maestro.retry(retried.id(), type, RunOptions.defaults()).accepted()));
    assertEquals(
        RunRejectedException.Reason.UNKNOWN_RUN,
        Flows.refusal(host, maestro.retry(RunId.of("no"), type, RunOptions.defaults()).accepted()));
  }

  @Test
  @Proves("4.9")
  void retry_ofACompensatedRun_isRefused(TestHost host) {
    var workflow =
        flow(
            (in, flow) -> {
              flow.compensation("undo", step -> {});
              throw new IllegalStateException("no");
            });
    Run<String> failed = Flows.run(host, workflow);
    end(host, failed);
    var type = TypeToken.of(String.class);

    assertEquals(
        RunRejectedException.Reason.NOT_RETRYABLE,
        Flows.refusal(
            host, host.maestro().retry(failed.id(), type, RunOptions.defaults()).accepted()));
  }

  @Test
  @Proves("4.8")
  void retry_ofARunThatLivedWithAFailure_keepsThatFailure(TestHost host) {
    List<String> calls = new CopyOnWriteArrayList<>();
    var workflow =
        flow(
            (in, flow) -> {
              try {
                flow.run("lived-with", step -> fail(calls, "lived-with"));
              } catch (StepFailedException expected) {
                calls.add("caught " + expected.failure().step());
              }
              flow.run("fatal", step -> fail(calls, "fatal"));
              return "never";
            });
    Run<String> failed = Flows.run(host, workflow);
    assertEquals("FAILED STEP fatal", end(host, failed));
    Run<String> retried =
        host.maestro().retry(failed.id(), TypeToken.of(String.class), RunOptions.defaults());

    assertEquals("FAILED STEP fatal", end(host, retried));
    assertEquals(
        List.of("lived-with", "fatal", "fatal"),
        calls.stream().filter(call -> !call.startsWith("caught")).toList());
  }

  private static void fail(List<String> calls, String name) throws IOException {
    calls.add(name);
    throw new IOException(name);
  }

  @Test
  @Proves("19.10")
  void delete_leavesLiveRunsAndOtherPagesAlone(TestHost host, VirtualTime time) {
    var sleeping =
        flow(
            (in, flow) -> {
              flow.sleep("night", Duration.ofHours(1));
              return "ok";
            });
    var maestro = Flows.maestro(host, sleeping, ECHO);
    for (int i = 0; i < 5; i++) {
      end(host, maestro.start(ECHO, "", RunOptions.named("n" + i)));
    }
    Run<String> live = maestro.start(sleeping, "", RunOptions.named("a"));
    time.runUntilIdle();

    assertEquals(2, host.get(maestro.runs(RunQuery.all().limit(2)).delete()));
    assertEquals(4L, host.get(maestro.runs(RunQuery.all()).count()));
    assertEquals(3, host.get(maestro.runs(RunQuery.all()).delete()));
    assertEquals("SUCCEEDED ok", end(host, live));
  }

  @Test
  @Proves("19.3")
  void name_ofARunThatWasDeletedOrDropped_isFreeAgain(TestHost host, VirtualTime time) {
    var config = MaestroConfig.builder().finishedRetention(Duration.ofDays(1)).build();
    var maestro = host.start(builder -> builder.register(ECHO).config(config));
    var name = RunOptions.named("n");
    assertEquals("SUCCEEDED 1", end(host, maestro.start(ECHO, "1", name)));
    host.get(maestro.runs(RunQuery.all()).delete());
    assertEquals("SUCCEEDED 2", end(host, maestro.start(ECHO, "2", name)));
    assertEquals(
        RunRejectedException.Reason.NAME_TAKEN,
        Flows.refusal(host, maestro.start(ECHO, "3", name).accepted()));
    time.advance(Duration.ofDays(2));

    assertEquals("SUCCEEDED 3", end(host, maestro.start(ECHO, "3", name)));
  }

  @Test
  @Proves({"19.6", "19.7"})
  void end_isAnExceptionOfTheResultAndAValueOfTheOutcome(TestHost host, VirtualTime time) {
    var workflow =
        flow(
            (in, flow) -> {
              flow.sleep("night", Duration.ofHours(1));
              throw new IllegalStateException("no");
            });
    var stores = InMemoryStateStore.retained();
    var maestro = host.start(builder -> builder.register(workflow).store(stores));
    Run<String> failed = maestro.start(workflow, "", RunOptions.named("failed"));
    Run<String> cancelled = maestro.start(workflow, "", RunOptions.named("cancelled"));
    time.runUntilIdle();
    host.get(cancelled.cancel("enough"));
    end(host, failed);
    host.get(maestro.shutdown(Duration.ofSeconds(1)));
    var next = host.start(builder -> builder.register(workflow).store(stores));
    Run<String> failedAgain = next.run(RunId.of("failed"), String.class);
    Run<String> cancelledAgain = next.run(RunId.of("cancelled"), String.class);

    var failure =
        assertInstanceOf(RunFailedException.class, time.failure(failedAgain.result())).failure();
    assertEquals(Flows.failure(host, failedAgain), failure);
    assertEquals(
        "enough",
        assertInstanceOf(RunCancelledException.class, time.failure(cancelledAgain.result()))
            .reason());
    assertEquals("CANCELLED enough", end(host, cancelledAgain));
  }

  @Test
  @Proves("3.6")
  void completionAgainstCancel_isExactlyOneTerminalState(TestHost host, VirtualTime time) {
    var workflow =
        flow(
            (in, flow) -> {
              flow.run("s", step -> {});
              return "ok";
            });
    var maestro = Flows.maestro(host, workflow);
    List<Run<String>> runs = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      Run<String> run = maestro.start(workflow, "" + i);
      runs.add(run);
      run.cancel("enough");
    }
    time.runUntilIdle();

    for (Run<String> run : runs) {
      String ended = end(host, run);
      assertTrue(ended.equals("SUCCEEDED ok") || ended.equals("CANCELLED enough"), ended);
    }
    assertEquals(3_000, host.listener().ended().size());
    assertEquals(3_000, host.listener().ended().stream().map(RunInfo::id).distinct().count());
  }
}
