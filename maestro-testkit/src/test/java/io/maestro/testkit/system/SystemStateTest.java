package io.maestro.testkit.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.ActiveStrategy;
import io.maestro.ActiveStrategy.Activity;
import io.maestro.QueueState;
import io.maestro.QueueState.Standing;
import io.maestro.StrategyMaestro;
import io.maestro.SystemState;
import io.maestro.config.MaestroConfig;
import io.maestro.config.PipelineLimits;
import io.maestro.flow.PipelineQueue;
import io.maestro.flow.Workflow;
import io.maestro.metric.MetricKey;
import io.maestro.pipeline.ResearchTask;
import io.maestro.run.Run;
import io.maestro.run.RunOptions;
import io.maestro.run.RunRejectedException;
import io.maestro.run.RunStatus;
import io.maestro.testkit.LifeStage;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.Script;
import io.maestro.testkit.ScriptedKind;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@SuppressWarnings("FutureReturnValueIgnored") // the ends of the runs are looked at instead
final class SystemStateTest {
  private static final PipelineQueue OTHER = new PipelineQueue("hosts-own");

  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  private static MaestroConfig narrow(PipelineQueue queue, int concurrency, int capacity) {
    return MaestroConfig.builder()
        .pipeline(queue, new PipelineLimits(concurrency, capacity))
        .build();
  }

  private static Workflow<String, String> working(String name, PipelineQueue queue, VirtualTime t) {
    return Workflow.of(
        name,
        String.class,
        String.class,
        (in, flow) ->
            flow.queued(
                queue,
                part ->
                    part.step(
                        "work",
                        String.class,
                        step -> {
                          t.pass(Duration.ofMinutes(10));
                          return in;
                        })));
  }

  private static double figure(SystemState state, MetricKey key) {
    return state.metrics().value(key).orElseThrow();
  }

  private static List<String> tasks(QueueState queue) {
    return queue.tasks().stream().map(task -> task.run() + " " + task.standing()).toList();
  }

  @Test
  @Proves("24.1")
  void state_ofAnIdleMaestro_hasTheFourQueuesAndNoNumbers(StrategyMaestro maestro) {
    SystemState state = maestro.systemState();

    assertEquals(
        List.of("research", "analysis", "optimization", "execution"),
        state.queues().stream().map(queue -> queue.queue().name()).toList());
    assertEquals(List.of(), state.activeStrategies());
    assertEquals(0, figure(state, SystemState.RUNS_LIVE));
    for (QueueState queue : state.queues()) {
      assertEquals(
          new QueueState(
              queue.queue(),
              0,
              PipelineLimits.DEFAULT_CAPACITY,
              Optional.empty(),
              0,
              PipelineLimits.DEFAULT_CONCURRENCY,
              0,
              List.of()),
          queue);
    }
  }

  @Test
  @Proves({"24.1", "24.4"})
  void queue_withMoreWorkThanPermits_showsWhoRunsAndWhoWaitsSinceWhen(
      TestHost host, VirtualTime time) {
    var workflow = working("work", PipelineQueue.RESEARCH, time);
    var maestro =
        host.start(b -> b.register(workflow).config(narrow(PipelineQueue.RESEARCH, 1, 7)));
    List<Run<String>> runs = new ArrayList<>();
    for (String name : List.of("a", "b", "c")) {
      runs.add(maestro.start(workflow, name, RunOptions.named(name)));
      time.advance(Duration.ofMinutes(1));
    }
    var start = time.now().minus(Duration.ofMinutes(3));

    QueueState queue = maestro.systemState().researchQueue();

    assertEquals(List.of("a RUNNING", "b WAITING", "c WAITING"), tasks(queue));
    assertEquals(
        List.of(start, start.plusSeconds(60), start.plusSeconds(120)),
        queue.tasks().stream().map(QueueState.Task::since).toList());
    assertEquals(
        List.of("work"), queue.tasks().stream().map(t -> t.workflow()).distinct().toList());
    assertEquals(2, queue.depth());
    assertEquals(7, queue.capacity());
    assertEquals(1, queue.running());
    assertEquals(1, queue.concurrency());
    assertEquals(Optional.of(Duration.ofMinutes(2)), queue.oldestAge());

    time.advance(Duration.ofMinutes(7));
    assertEquals(List.of("b RUNNING", "c WAITING"), tasks(maestro.systemState().researchQueue()));
    runs.forEach(run -> host.get(run.result()));
    assertEquals(List.of(), maestro.systemState().researchQueue().tasks());
  }

  @Test
  @Proves("24.4")
  void oldestAge_whenTheWallClockJumps_isMeasuredNotReckoned(TestHost host, VirtualTime time) {
    var workflow = working("work", PipelineQueue.ANALYSIS, time);
    var maestro =
        host.start(b -> b.register(workflow).config(narrow(PipelineQueue.ANALYSIS, 1, 7)));
    var first = maestro.start(workflow, "a");
    var second = maestro.start(workflow, "b");
    time.advance(Duration.ofMinutes(2));
    time.jumpWall(Duration.ofDays(-1));

    assertEquals(
        Optional.of(Duration.ofMinutes(2)), maestro.systemState().analysisQueue().oldestAge());
    host.get(first.result());
    host.get(second.result());
  }

  @Test
  @Proves("24.1")
  void queuesOfTheHost_andOfStrategies_followByName(TestHost host, VirtualTime time) {
    var workflow = working("work", OTHER, time);
    var kind = ScriptedKind.named("k").build();
    var maestro = host.start(b -> b.register(workflow).register(kind));
    assertEquals(Optional.empty(), maestro.systemState().queue(OTHER));
    host.get(maestro.start(workflow, "x").result());
    host.get(maestro.developStrategy(kind, ResearchTask.on("t")).result());

    assertEquals(
        List.of(OTHER.name(), "strategies"),
        maestro.systemState().queues().stream()
            .skip(4)
            .map(queue -> queue.queue().name())
            .toList());
    assertTrue(maestro.systemState().queue(OTHER).isPresent());
  }

  @Test
  @Proves("24.2")
  void development_isAnActiveStrategyFromItsStartToItsEnd(TestHost host, VirtualTime time) {
    var kind =
        ScriptedKind.named("crawler")
            .stage(
                LifeStage.OPTIMIZATION, Script.returning("x").taking(Duration.ofMinutes(10), time))
            .build();
    var maestro =
        host.start(b -> b.register(kind).config(narrow(PipelineQueue.OPTIMIZATION, 1, 100)));
    var start = time.now();
    var first = maestro.developStrategy(kind, ResearchTask.on("north"), RunOptions.named("first"));
    time.runUntilIdle();
    var second =
        maestro.developStrategy(kind, ResearchTask.on("south"), RunOptions.named("second"));
    time.runUntilIdle();

    assertEquals(
        List.of(
            new ActiveStrategy(
                "crawler", "north", Activity.DEVELOPING, "", first.id(), RunStatus.RUNNING, start),
            new ActiveStrategy(
                "crawler",
                "south",
                Activity.DEVELOPING,
                "",
                second.id(),
                RunStatus.WAITING,
                start)),
        maestro.systemState().activeStrategies());

    first.cancel("enough");
    host.get(second.result());
    assertEquals(List.of(), maestro.systemState().activeStrategies());
  }

  @Test
  @Proves("24.2")
  void status_whileTheFirstStepRuns_isRunning(TestHost host, VirtualTime time) {
    var kind =
        ScriptedKind.named("k")
            .stage(
                LifeStage.RESEARCH, Script.returning("x").pausable(60, Duration.ofMinutes(1), time))
            .build();
    var maestro = host.start(b -> b.register(kind));
    var run = maestro.developStrategy(kind, ResearchTask.on("t"));
    time.advance(Duration.ofMinutes(1));

    assertEquals(RunStatus.RUNNING, maestro.systemState().activeStrategies().get(0).status());
    run.pause("a look");
    time.advance(Duration.ofHours(2));
    assertEquals(RunStatus.PAUSED, maestro.systemState().activeStrategies().get(0).status());
    run.resume();
    host.get(run.result());
  }

  @Test
  @Proves("24.5")
  void sequence_isTheSameUntilSomethingChanges(TestHost host, VirtualTime time) {
    var workflow = working("work", PipelineQueue.RESEARCH, time);
    var maestro = host.start(b -> b.register(workflow));
    SystemState before = maestro.systemState();
    time.advance(Duration.ofDays(1));
    assertEquals(before.sequence(), maestro.systemState().sequence());

    var run = maestro.start(workflow, "x");
    time.runUntilIdle();
    SystemState working = maestro.systemState();
    time.advance(Duration.ofMinutes(5));
    SystemState later = maestro.systemState();
    host.get(run.result());

    assertTrue(before.sequence() < working.sequence());
    assertEquals(working.sequence(), later.sequence());
    assertEquals(working.researchQueue().tasks(), later.researchQueue().tasks());
    assertNotEquals(later.sequence(), maestro.systemState().sequence());
  }

  @Test
  @Proves("24.3")
  void figures_countWhatBecameOfRuns(TestHost host, VirtualTime time) {
    var workflow =
        Workflow.of(
            "w",
            String.class,
            String.class,
            (in, flow) -> {
              flow.run("first", step -> {});
              if (in.equals("fail")) {
                throw new IllegalStateException("no");
              }
              if (in.equals("rest")) {
                flow.sleep("night", Duration.ofHours(8));
              }
              return flow.step("second", String.class, step -> in);
            });
    var maestro = host.start(b -> b.register(workflow));
    host.get(maestro.start(workflow, "ok").outcome());
    host.get(maestro.start(workflow, "fail").outcome());
    var resting = maestro.start(workflow, "rest");
    var cancelled = maestro.start(workflow, "rest");
    time.runUntilIdle();
    cancelled.cancel("enough");
    host.get(cancelled.outcome());

    SystemState state = maestro.systemState();
    assertEquals(1, figure(state, SystemState.RUNS_COMPLETED));
    assertEquals(1, figure(state, SystemState.RUNS_FAILED));
    assertEquals(1, figure(state, SystemState.RUNS_CANCELLED));
    assertEquals(2, figure(state, SystemState.RUNS_PUT_DOWN));
    assertEquals(5, figure(state, SystemState.RUNS_TAKEN_UP));
    assertEquals(0, figure(state, SystemState.RUNS_LIVE));
    host.get(resting.outcome());
    time.runUntilIdle();
    assertEquals(2, figure(maestro.systemState(), SystemState.RUNS_COMPLETED));
    assertEquals(2 + 1 + 3 + 1, figure(maestro.systemState(), SystemState.STEPS_RECORDED));
    assertEquals(0, figure(maestro.systemState(), SystemState.WORKERS_BUSY));
  }

  @Test
  @Proves("24.6")
  void tasks_ofALongQueue_areListedUpToALimitAndAllCounted(TestHost host, VirtualTime time) {
    var workflow = working("work", PipelineQueue.RESEARCH, time);
    var maestro =
        host.start(b -> b.register(workflow).config(narrow(PipelineQueue.RESEARCH, 1, 10)));
    for (int i = 0; i < QueueState.MAX_TASKS + 51; i++) {
      maestro.start(workflow, "" + i);
    }
    time.runUntilIdle();

    QueueState queue = maestro.systemState().researchQueue();

    assertEquals(QueueState.MAX_TASKS + 50, queue.depth());
    assertEquals(
        QueueState.MAX_TASKS,
        queue.tasks().stream().filter(task -> task.standing() == Standing.WAITING).count());
    host.leavesRuns();
  }

  @Test
  @Proves("24.7")
  void rejected_countsRunsThatFoundTheQueueFull(TestHost host, VirtualTime time) {
    var kind =
        ScriptedKind.named("k")
            .stage(LifeStage.RESEARCH, Script.returning("x").taking(Duration.ofHours(1), time))
            .build();
    var maestro = host.start(b -> b.register(kind).config(narrow(PipelineQueue.STRATEGIES, 1, 1)));
    List<Run<?>> runs = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      runs.add(maestro.developStrategy(kind, ResearchTask.on("t")));
      time.runUntilIdle();
    }

    QueueState queue = maestro.systemState().queue(PipelineQueue.STRATEGIES).orElseThrow();
    assertEquals(3, queue.rejected());
    assertEquals(1, queue.running());
    assertEquals(1, queue.depth());
    assertTrue(time.failure(runs.get(4).accepted()) instanceof RunRejectedException);
    host.get(runs.get(1).result());
  }

  @Test
  @Proves("24.8")
  void state_ofAClosedMaestro_isEmpty(TestHost host, VirtualTime time) {
    var workflow = working("work", PipelineQueue.RESEARCH, time);
    var kind =
        ScriptedKind.named("k")
            .stage(LifeStage.RESEARCH, Script.returning("x").taking(Duration.ofHours(1), time))
            .build();
    var maestro =
        host.start(
            b -> b.register(workflow).register(kind).config(narrow(PipelineQueue.RESEARCH, 1, 10)));
    maestro.start(workflow, "a");
    maestro.start(workflow, "b");
    maestro.developStrategy(kind, ResearchTask.on("t"));
    time.runUntilIdle();
    host.leavesRuns();
    host.get(maestro.shutdown(Duration.ZERO));

    SystemState state = maestro.systemState();
    assertEquals(List.of(), state.activeStrategies());
    assertEquals(0, figure(state, SystemState.RUNS_LIVE));
    assertEquals(3, figure(state, SystemState.RUNS_PUT_DOWN));
    assertEquals(List.of(), state.researchQueue().tasks());
  }
}
