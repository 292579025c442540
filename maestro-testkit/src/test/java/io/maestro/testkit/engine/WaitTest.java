package io.maestro.testkit.engine;

import static io.maestro.testkit.engine.Flows.end;
import static io.maestro.testkit.engine.Flows.failure;
import static io.maestro.testkit.engine.Flows.flow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.config.MaestroConfig;
import io.maestro.config.RunLimits;
import io.maestro.core.memory.InMemoryStateStore;
import io.maestro.flow.Round;
import io.maestro.flow.Workflow;
import io.maestro.message.Endpoint;
import io.maestro.run.Failure;
import io.maestro.run.Run;
import io.maestro.run.RunId;
import io.maestro.run.RunOptions;
import io.maestro.run.RunQuery;
import io.maestro.run.RunRejectedException;
import io.maestro.run.RunStatus;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@SuppressWarnings("FutureReturnValueIgnored") // the ends of the runs are looked at instead
final class WaitTest {
  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  static final Endpoint<String> MAIL = Endpoint.of("mail", String.class);

  private static Workflow<String, String> receiving(Duration atMost) {
    return flow((in, flow) -> flow.receive("get", MAIL, atMost).orElse("nothing"));
  }

  @Test
  @Proves("6.4")
  void receive_messageBeforeOrAfterItWaits_isTaken(TestHost host, VirtualTime time) {
    var workflow =
        flow(
            (in, flow) -> {
              String first = flow.receive("first", MAIL, Duration.ofDays(1)).orElse("nothing");
              String second = flow.receive("second", MAIL, Duration.ofDays(1)).orElse("nothing");
              return first + second;
            });
    Run<String> run = Flows.run(host, workflow);
    host.get(run.send(MAIL, "a"));
    time.runUntilIdle();
    time.advance(Duration.ofHours(1));
    assertEquals(List.of(), time.busyThreads());
    host.get(run.send(MAIL, "b"));

    assertEquals("SUCCEEDED ab", end(host, run));
  }

  @Test
  void receive_nothingInTime_isEmptyAfterThatTime(TestHost host, VirtualTime time) {
    assertEquals("nothing", host.get(Flows.run(host, receiving(Duration.ofHours(5))).result()));
    assertEquals(VirtualTime.DEFAULT_START.plus(Duration.ofHours(5)), time.now());
  }

  @Test
  void receive_forNoTime_takesWhatIsThere(TestHost host) {
    assertEquals("SUCCEEDED nothing", end(host, receiving(Duration.ZERO)));
  }

  @Test
  @Proves("21.8")
  void receive_manyMessages_comeInOrderAndOnce(TestHost host, VirtualTime time) {
    var workflow =
        flow(
            (in, flow) -> {
              String all = "";
              for (int i = 0; i < 50; i++) {
                all += flow.at("i", i).receive("get", MAIL, Duration.ofDays(1)).orElse("?") + " ";
              }
              return all;
            });
    Run<String> run = Flows.run(host, workflow);
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      run.send(MAIL, "" + i);
      expected.append(i).append(' ');
      if (i % 7 == 0) {
        time.advance(Duration.ofMinutes(1));
      }
    }

    assertEquals("SUCCEEDED " + expected, end(host, run));
  }

  @Test
  @Proves("21.8")
  void receive_inTwoBranches_eachTakesOne(TestHost host, VirtualTime time) {
    var workflow =
        flow(
            (in, flow) -> {
              var all =
                  flow.each("r", List.of(1, 2), i -> i)
                      .flow((i, f) -> f.receive("get", MAIL, Duration.ofDays(1)).orElse("?"))
                      .join();
              return String.join("", all.stream().sorted().toList());
            });
    Run<String> run = Flows.run(host, workflow);
    time.runUntilIdle();
    run.send(MAIL, "x");
    time.advance(Duration.ofMinutes(1));
    run.send(MAIL, "y");

    assertEquals("SUCCEEDED xy", end(host, run));
  }

  @Test
  @Proves("19.8")
  void send_toAnUnknownOrEndedRun_isRefusedByName(TestHost host) {
    Run<String> run = Flows.run(host, flow((in, flow) -> "ok"));
    end(host, run);

    assertEquals(RunRejectedException.Reason.ENDED, Flows.refusal(host, run.send(MAIL, "x")));
    var unknown = host.maestro().run(RunId.of("nobody"), String.class);
    assertEquals(
        RunRejectedException.Reason.UNKNOWN_RUN, Flows.refusal(host, unknown.send(MAIL, "x")));
    assertEquals(RunRejectedException.Reason.UNKNOWN_RUN, Flows.refusal(host, unknown.result()));
    assertEquals(RunRejectedException.Reason.UNKNOWN_RUN, Flows.refusal(host, unknown.cancel("x")));
  }

  @Test
  @Proves("10.2")
  void inbox_survivesARestart(TestHost host, VirtualTime time) {
    var workflow =
        flow(
            (in, flow) -> {
              flow.sleep("night", Duration.ofHours(1));
              return flow.receive("get", MAIL, Duration.ofDays(1)).orElse("nothing");
            });
    var stores = InMemoryStateStore.retained();
    var first = host.start(builder -> builder.register(workflow).store(stores));
    host.get(first.start(workflow, "", RunOptions.named("run")).send(MAIL, "kept"));
    time.runUntilIdle();
    host.get(first.shutdown(Duration.ofSeconds(1)));
    var second = host.start(builder -> builder.register(workflow).store(stores));

    assertEquals("SUCCEEDED kept", end(host, second.run(RunId.of("run"), String.class)));
  }

  @Test
  @Proves("21.5")
  void loop_ofAThousandRounds_keepsOneRecord(TestHost host) {
    AtomicInteger calls = new AtomicInteger();
    var workflow =
        flow(
            (in, flow) ->
                ""
                    + flow.loop(
                        "loop",
                        Integer.class,
                        0,
                        (state, round) -> {
                          round.run("work", step -> calls.incrementAndGet());
                          if (state % 100 == 0) {
                            round.sleep("night", Duration.ofMinutes(1));
                          }
                          return state == 999 ? Round.done(state) : Round.again(state + 1);
                        }));

    assertEquals("SUCCEEDED 999", end(host, workflow));
    assertEquals(1000, calls.get());
    assertEquals(List.of("loop DONE 1"), Flows.journal(host, RunId.of("run")));
  }

  @Test
  @Proves({"1.1", "10.3", "21.5"})
  void loop_restartedInTheMiddle_goesOnAtItsRound(TestHost host, VirtualTime time) {
    List<Integer> rounds = new CopyOnWriteArrayList<>();
    var workflow =
        flow(
            (in, flow) ->
                ""
                    + flow.loop(
                        "loop",
                        Integer.class,
                        0,
                        (state, round) -> {
                          round.run("work", step -> rounds.add(state));
                          round.sleep("night", Duration.ofHours(1));
                          return state == 9 ? Round.done(state) : Round.again(state + 1);
                        }));
    var stores = InMemoryStateStore.retained();
    var first = host.start(builder -> builder.register(workflow).store(stores));
    first.start(workflow, "", RunOptions.named("run"));
    time.advance(Duration.ofMinutes(270));
    host.get(first.shutdown(Duration.ofSeconds(1)));
    var second = host.start(builder -> builder.register(workflow).store(stores));

    assertEquals("SUCCEEDED 9", end(host, second.run(RunId.of("run"), String.class)));
    assertEquals(IntStream.range(0, 10).boxed().toList(), rounds);
  }

  @Test
  @Proves("5.1")
  void loop_withoutVerbs_canBeCancelled(TestHost host, VirtualTime time) {
    AtomicReference<Run<String>> self = new AtomicReference<>();
    var workflow =
        flow(
            (in, flow) ->
                ""
                    + flow.loop(
                        "loop",
                        Integer.class,
                        0,
                        (state, round) -> {
                          if (state == 10) {
                            self.get().cancel("enough");
                          }
                          return state == 1_000_000 ? Round.done(state) : Round.again(state + 1);
                        }));
    var maestro = Flows.maestro(host, workflow);
    self.set(maestro.run(RunId.of("run"), String.class));
    Run<String> run = maestro.start(workflow, "", RunOptions.named("run"));

    assertEquals("CANCELLED enough", end(host, run));
  }

  private static final Workflow<String, String> CHILD =
      flow(
          "child",
          (in, flow) -> {
            flow.sleep("night", Duration.ofHours(1));
            if (in.equals("bad")) {
              throw new IllegalStateException("bad child");
            }
            return in + "!";
          });

  private static Workflow<String, String> parent(String input) {
    return flow(
        "parent",
        (in, flow) -> {
          String got = flow.child("kid", CHILD, input);
          flow.sleep("after", Duration.ofHours(1));
          return got;
        });
  }

  @Test
  void child_givesItsResultOnce(TestHost host, VirtualTime time) {
    var parent = parent("x");
    Run<String> run = Flows.maestro(host, parent, CHILD).start(parent, "");

    assertEquals("SUCCEEDED x!", end(host, run));
    assertEquals(2, host.listener().ended().size());
    assertEquals(
        VirtualTime.DEFAULT_START.plus(Duration.ofHours(2)).getEpochSecond() / 60,
        time.now().getEpochSecond() / 60);
  }

  @Test
  @Proves("21.7")
  void child_fails_isAFailedStepOfTheParent(TestHost host) {
    var parent = parent("bad");
    Run<String> run = Flows.maestro(host, parent, CHILD).start(parent, "");

    Failure failure = failure(host, run);

    assertEquals(Failure.Kind.CHILD, failure.kind());
    assertTrue(failure.message().contains("bad child"), failure.message());
  }

  @Test
  @Proves("5.10")
  void parent_cancelledWhileItWaits_cancelsItsChild(TestHost host, VirtualTime time) {
    var parent = parent("x");
    Run<String> run = Flows.maestro(host, parent, CHILD).start(parent, "");
    time.advance(Duration.ofMinutes(5));

    run.cancel("enough");

    assertEquals("CANCELLED enough", end(host, run));
    time.runUntilIdle();
    assertEquals(2, host.listener().ended().size());
    assertTrue(
        host.listener().ended().stream().allMatch(info -> info.status() == RunStatus.CANCELLED));
  }

  @Test
  @Proves({"10.3", "21.6"})
  void child_isTheSameAfterARestart(TestHost host, VirtualTime time) {
    var parent = parent("x");
    var stores = InMemoryStateStore.retained();
    var first = host.start(b -> b.register(parent).register(CHILD).store(stores));
    first.start(parent, "", RunOptions.named("run"));
    time.advance(Duration.ofMinutes(5));
    host.get(first.shutdown(Duration.ofSeconds(1)));
    var second = host.start(b -> b.register(parent).register(CHILD).store(stores));

    assertEquals("SUCCEEDED x!", end(host, second.run(RunId.of("run"), String.class)));
    assertEquals(2L, host.get(second.runs(RunQuery.all()).count()));
  }

  @Test
  @Proves("12.5")
  void run_thatFoundNoRoom_goesOnWhenThereIsSome(TestHost host, VirtualTime time) {
    var sleeper =
        flow(
            "sleeper",
            (in, flow) -> {
              flow.sleep("nap", Duration.ofSeconds(10));
              return "ok";
            });
    var busy =
        flow(
            "busy",
            (in, flow) -> {
              flow.run("work", step -> time.pass(Duration.ofSeconds(60)));
              return "ok";
            });
    var config = MaestroConfig.builder().limits(RunLimits.defaults().maxLiveRuns(1)).build();
    var maestro = host.start(b -> b.register(sleeper).register(busy).config(config));
    Run<String> sleeping = maestro.start(sleeper, "");
    time.runUntilIdle();
    Run<String> working = maestro.start(busy, "");
    Run<String> third = maestro.start(busy, "");

    assertEquals(RunRejectedException.Reason.TOO_MANY_RUNS, Flows.refusal(host, third.accepted()));
    assertEquals("SUCCEEDED ok", end(host, working));
    assertEquals("SUCCEEDED ok", end(host, sleeping));
  }
}
