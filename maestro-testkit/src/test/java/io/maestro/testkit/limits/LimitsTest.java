package io.maestro.testkit.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.config.MaestroConfig;
import io.maestro.config.RunLimits;
import io.maestro.error.LimitExceededException;
import io.maestro.flow.PipelineQueue;
import io.maestro.flow.Round;
import io.maestro.flow.Workflow;
import io.maestro.kind.StrategyKind;
import io.maestro.message.Endpoint;
import io.maestro.metric.MetricKey;
import io.maestro.run.Failure;
import io.maestro.run.Run;
import io.maestro.run.RunId;
import io.maestro.run.RunOptions;
import io.maestro.run.RunOutcome;
import io.maestro.run.RunRejectedException;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@SuppressWarnings("FutureReturnValueIgnored") // the ends of the runs are looked at instead
final class LimitsTest {
  @RegisterExtension final MaestroExtension extension = new MaestroExtension();
  private static final Endpoint<String> MAIL = Endpoint.of("mail", String.class);

  /** 1,024 bytes at most. */
  private static final MaestroConfig SMALL =
      MaestroConfig.builder().limits(new RunLimits(10, 1_024, 1_024, 10)).build();

  private static Workflow<String, String> flow(Workflow.Body<String, String> body) {
    return Workflow.of("flow", String.class, String.class, body);
  }

  private static Failure failure(TestHost host, Run<?> run) {
    return assertInstanceOf(RunOutcome.Failed.class, host.get(run.outcome())).failure();
  }

  private static void assertLimit(String limit, int found, Throwable failure) {
    var over = assertInstanceOf(LimitExceededException.class, failure);
    assertEquals(
        List.of(limit, 1_024L, (long) found), List.of(over.limit(), over.allowed(), over.found()));
  }

  @Test
  @Proves("12.1")
  void name_of200PlainCharacters_isTheLongestWhateverItNames() {
    List<Consumer<String>> named =
        List.of(
            RunId::of,
            RunOptions::named,
            PipelineQueue::new,
            name -> Endpoint.of(name, String.class),
            name -> MetricKey.higherIsBetter(name, ""),
            name -> Workflow.of(name, String.class, String.class, (in, flow) -> in));
    for (Consumer<String> maker : named) {
      maker.accept("n".repeat(200));
      maker.accept("aZ09._:/-");
      for (String bad : List.of("", "n".repeat(201), "a b", "a\n", "ä", "a[1]")) {
        assertThrows(IllegalArgumentException.class, () -> maker.accept(bad), bad);
      }
    }
  }

  @Test
  @Proves("12.1")
  void nameOfAKind_of100Characters_isTheLongest() {
    StrategyKind.named("k".repeat(100));

    assertThrows(IllegalArgumentException.class, () -> StrategyKind.named("k".repeat(101)));
  }

  @Test
  @Proves("12.2")
  void input_overTheLimit_refusesTheStart(TestHost host) {
    var workflow = flow((in, flow) -> "ok");
    var maestro = host.start(b -> b.register(workflow).config(SMALL).codec(new TextCodec()));
    // Two bytes each in UTF-8.
    assertEquals("ok", host.get(maestro.start(workflow, "ä".repeat(512)).result()));
    var refused = host.time().failure(maestro.start(workflow, "ä".repeat(512) + "x").accepted());

    assertLimit("limits.maxPayloadBytes", 1_025, refused);
  }

  @Test
  @Proves("12.2")
  void valueOfAStep_overTheLimit_failsIt(TestHost host) {
    var workflow =
        flow(
            (in, flow) -> {
              flow.step("fits", String.class, step -> "x".repeat(1_024));
              return flow.step("toomuch", String.class, step -> "x".repeat(1_025));
            });
    var maestro = host.start(b -> b.register(workflow).config(SMALL).codec(new TextCodec()));
    Failure failure = failure(host, maestro.start(workflow, ""));

    assertEquals("toomuch LimitExceededException", failure.step() + " " + failure.type());
    assertTrue(failure.message().contains("limits.maxPayloadBytes = 1024"), failure.message());
  }

  @Test
  @Proves("12.2")
  void resultOfARun_overTheLimit_failsIt(TestHost host) {
    var workflow = flow((in, flow) -> "x".repeat(1_025));
    var maestro = host.start(b -> b.register(workflow).config(SMALL).codec(new TextCodec()));

    String message = failure(host, maestro.start(workflow, "")).message();
    assertTrue(message.contains("limits.maxPayloadBytes = 1024"), message);
  }

  @Test
  @Proves("12.3")
  void message_overTheLimit_isRefused(TestHost host, VirtualTime time) {
    var workflow =
        flow((in, flow) -> flow.receive("get", MAIL, Duration.ofDays(1)).orElse("nothing"));
    var maestro = host.start(b -> b.register(workflow).config(SMALL).codec(new TextCodec()));
    Run<String> run = maestro.start(workflow, "");
    time.runUntilIdle();

    assertLimit("limits.maxMessageBytes", 1_025, time.failure(run.send(MAIL, "m".repeat(1_025))));
    host.get(run.send(MAIL, "m".repeat(1_024)));
    assertEquals(1_024, host.get(run.result()).length());
  }

  @Test
  @Proves({"12.2", "12.3"})
  void liveObjects_areNotMeasured(TestHost host, VirtualTime time) {
    var workflow =
        flow(
            (in, flow) ->
                flow.step("s", String.class, step -> in)
                    + flow.receive("get", MAIL, Duration.ofDays(1)).orElse(""));
    var maestro = host.start(b -> b.register(workflow).config(SMALL));
    Run<String> run = maestro.start(workflow, "x".repeat(5_000));
    time.runUntilIdle();
    host.get(run.send(MAIL, "m".repeat(5_000)));

    assertEquals(10_000, host.get(run.result()).length());
  }

  @Test
  @Proves("12.4")
  void forgottenRoundsAndFinishedStages_doNotCountAsSteps(TestHost host) {
    var workflow =
        flow(
            (in, flow) -> {
              flow.loop(
                  "loop",
                  Integer.class,
                  0,
                  (sum, round) -> {
                    round.run("a", step -> {});
                    round.run("b", step -> {});
                    return sum < 50 ? Round.again(sum + 1) : Round.done(sum);
                  });
              for (String name : List.of("one", "two", "three")) {
                flow.stage(
                    name,
                    String.class,
                    stage -> {
                      for (int i = 0; i < 4; i++) {
                        stage.at("i", i).run("s", step -> {});
                      }
                      return "done";
                    });
              }
              return "ok";
            });
    var maestro = host.start(b -> b.register(workflow).config(SMALL));

    assertEquals("ok", host.get(maestro.start(workflow, "").result()));
  }

  @Test
  @Proves("12.5")
  void liveRuns_overTheLimit_areRefusedByNameUntilThereIsRoom(TestHost host, VirtualTime time) {
    CompletableFuture<String> gate = new CompletableFuture<>();
    var workflow = flow((in, flow) -> flow.await("gate", String.class, step -> gate));
    var maestro = host.start(b -> b.register(workflow).config(SMALL));
    List<Run<String>> runs = new java.util.ArrayList<>();
    for (int i = 0; i < 10; i++) {
      runs.add(maestro.start(workflow, ""));
    }
    time.runUntilIdle();
    var refused =
        assertInstanceOf(
            RunRejectedException.class, time.failure(maestro.start(workflow, "").accepted()));

    assertEquals(RunRejectedException.Reason.TOO_MANY_RUNS, refused.reason());
    gate.complete("open");
    runs.forEach(run -> assertEquals("open", host.get(run.result())));
    assertEquals("open", host.get(maestro.start(workflow, "").result()));
  }

  @Test
  @Proves("12.9")
  void inbox_thatIsFull_refusesTheSender(TestHost host, VirtualTime time) {
    CompletableFuture<String> gate = new CompletableFuture<>();
    var workflow = flow((in, flow) -> flow.await("gate", String.class, step -> gate));
    var maestro = host.start(b -> b.register(workflow));
    Run<String> run = maestro.start(workflow, "");
    time.runUntilIdle();
    for (int i = 0; i < 10_000; i++) {
      run.send(MAIL, "m" + i);
    }
    time.runUntilIdle();
    var refused =
        assertInstanceOf(RunRejectedException.class, time.failure(run.send(MAIL, "more")));

    assertEquals(RunRejectedException.Reason.INBOX_FULL, refused.reason());
    gate.complete("open");
    assertEquals("open", host.get(run.result()));
  }

  @Test
  @Proves("12.10")
  void tags_thirtyTwo_areTheMost(TestHost host) {
    RunOptions options = RunOptions.named("run");
    for (int i = 0; i < 32; i++) {
      options = options.tag("t" + i, "v".repeat(200));
    }
    RunOptions full = options.tag("t0", "replaced");
    assertThrows(IllegalArgumentException.class, () -> full.tag("more", ""));
    var workflow = flow((in, flow) -> "ok");
    var maestro = host.start(b -> b.register(workflow));
    Run<String> run = maestro.start(workflow, "", full);
    host.get(run.result());

    assertEquals(32, host.get(run.info()).tags().size());
  }

  @Test
  @Proves("12.11")
  void messageOfAFailure_isCutTo4000Characters(TestHost host) {
    var workflow =
        flow(
            (in, flow) -> {
              flow.run(
                  "s",
                  step -> {
                    throw new IllegalStateException("x".repeat(Integer.parseInt(in)));
                  });
              return "ok";
            });
    var maestro = host.start(b -> b.register(workflow));

    assertEquals(4_000, failure(host, maestro.start(workflow, "4000")).message().length());
    String cut = failure(host, maestro.start(workflow, "1000000")).message();
    assertEquals(4_000, cut.length());
    assertTrue(cut.endsWith("x..."), cut);
  }
}
