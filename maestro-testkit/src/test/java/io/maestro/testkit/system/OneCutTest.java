package io.maestro.testkit.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.QueueState;
import io.maestro.QueueState.Standing;
import io.maestro.StrategyMaestro;
import io.maestro.SystemState;
import io.maestro.config.MaestroConfig;
import io.maestro.config.PipelineLimits;
import io.maestro.core.Maestro;
import io.maestro.flow.FlowContext;
import io.maestro.flow.PipelineQueue;
import io.maestro.kind.StrategyKind;
import io.maestro.metric.MetricKey;
import io.maestro.metric.Metrics;
import io.maestro.pipeline.ResearchTask;
import io.maestro.run.Run;
import io.maestro.run.RunId;
import io.maestro.strategy.Analysis;
import io.maestro.strategy.CheckResult;
import io.maestro.strategy.Draft;
import io.maestro.strategy.Optimized;
import io.maestro.strategy.Research;
import io.maestro.testkit.LifeStage;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.Script;
import io.maestro.testkit.ScriptedKind;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.time.VirtualTime;
import io.maestro.time.TimeSource;
import io.maestro.time.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Looks at a maestro on real threads, again and again, while it works. */
@SuppressWarnings("FutureReturnValueIgnored") // the ends of the runs are looked at instead
final class OneCutTest {
  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  private static final int RUNS = 450; // fewer than are listed
  private static final int PERMITS = 2;
  private static final int ROUNDS = 5;

  private final Set<RunId> inResearch = ConcurrentHashMap.newKeySet();
  private final Map<Long, String> bySequence = new HashMap<>();
  private final AtomicBoolean looking = new AtomicBoolean();
  private int looks;
  private int crowded;

  private final StrategyKind<String, String, String, String> kind =
      StrategyKind.named("nothing")
          .research(String.class, (task, flow) -> Research.of(look(flow)))
          .analysis(String.class, (task, flow) -> Analysis.of(think(flow)))
          .creation(String.class, (research, analysis) -> Draft.of("spec"))
          .optimization((task, flow) -> Optimized.of("spec", Metrics.none()))
          .validation("check", (candidate, flow) -> CheckResult.pass("fine"))
          .execution(String.class, (task, flow) -> "outcome")
          .build();

  private String look(FlowContext flow) {
    return flow.step(
        "look",
        String.class,
        step -> {
          inResearch.add(step.runId());
          boolean isThere = true;
          for (int i = 0; i < 1_000; i++) { // long enough to be seen
            isThere &= inResearch.contains(step.runId());
          }
          assertTrue(isThere && inResearch.remove(step.runId()));
          return "data";
        });
  }

  private static String think(FlowContext flow) {
    return flow.step("think", String.class, step -> "view");
  }

  @Test
  @Timeout(120)
  @Proves({"24.1", "24.3", "24.5"})
  void everyState_whileRunsComeWorkAndGo_isOneCut() throws InterruptedException {
    PipelineLimits limits = new PipelineLimits(PERMITS, 1);
    MaestroConfig config =
        MaestroConfig.builder()
            .pipeline(PipelineQueue.RESEARCH, limits)
            .pipeline(PipelineQueue.ANALYSIS, limits)
            .pipeline(PipelineQueue.STRATEGIES, new PipelineLimits(RUNS, RUNS))
            .build();
    try (var maestro = Maestro.builder().register(kind).config(config).start()) {
      for (int round = 0; round < ROUNDS; round++) {
        lookAtARound(maestro);
      }
      SystemState last = maestro.systemState();
      assertEquals(0, figure(last, SystemState.RUNS_LIVE));
      assertEquals(ROUNDS * RUNS, figure(last, SystemState.RUNS_TAKEN_UP));
      assertEquals(0, last.researchQueue().running() + last.analysisQueue().running());
    }
    assertTrue(crowded > 0, "nobody waited in any of " + looks + " looks");
  }

  /** A clock is read in the middle of changes: so this looks at places that threads seldom hit. */
  @Test
  @Proves("24.1")
  void everyState_whileTheClockIsRead_isOneCut(TestHost host, VirtualTime time) {
    AtomicReference<Runnable> look = new AtomicReference<>(() -> {});
    var working =
        ScriptedKind.named("slow")
            .stage(LifeStage.RESEARCH, Script.returning("x").taking(Duration.ofHours(1), time))
            .build();
    PipelineLimits limits = new PipelineLimits(PERMITS, 100);
    var maestro =
        host.start(
            builder ->
                builder
                    .register(working)
                    .time(new WatchedTime(time, () -> look.get().run()))
                    .config(
                        MaestroConfig.builder()
                            .pipeline(PipelineQueue.RESEARCH, limits)
                            .pipeline(PipelineQueue.ANALYSIS, limits)
                            .build()));
    List<AssertionError> wrong = new CopyOnWriteArrayList<>();
    look.set(() -> lookAt(maestro, wrong));
    List<Run<?>> runs = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      runs.add(maestro.developStrategy(working, ResearchTask.on("topic" + i)));
      time.runUntilIdle();
    }
    for (int i = 0; i < 4; i++) { // two hold permits then, two wait
      runs.get(i).cancel("enough");
      time.advance(Duration.ofMinutes(1));
    }
    runs.forEach(run -> host.get(run.outcome()));

    assertEquals(List.of(), wrong);
    assertTrue(looks > 100, looks + " looks");
  }

  private void lookAt(StrategyMaestro maestro, List<AssertionError> wrong) {
    if (!looking.compareAndSet(false, true)) {
      return; // to look is to read the clock
    }
    try {
      check(maestro.systemState());
    } catch (AssertionError contradiction) {
      wrong.add(contradiction);
    } finally {
      looking.set(false);
    }
  }

  /** A clock that tells when it is read. */
  private record WatchedTime(TimeSource time, Runnable whenRead) implements TimeSource {
    @Override
    public Instant now() {
      whenRead.run();
      return time.now();
    }

    @Override
    public long nanos() {
      return time.nanos();
    }

    @Override
    public Timer schedule(Duration delay, Runnable task, String purpose) {
      return time.schedule(delay, task, purpose);
    }

    @Override
    public <T> T await(java.util.concurrent.CompletableFuture<T> future)
        throws InterruptedException, java.util.concurrent.ExecutionException {
      return time.await(future);
    }
  }

  private void lookAtARound(StrategyMaestro maestro) throws InterruptedException {
    List<Run<?>> runs = new ArrayList<>();
    Thread starting = new Thread(() -> start(maestro, runs), "starting");
    starting.start();
    while (starting.isAlive()) {
      look(maestro);
    }
    starting.join();
    while (!runs.stream().allMatch(run -> run.outcome().isDone())) {
      look(maestro);
    }
    while (figure(maestro.systemState(), SystemState.RUNS_LIVE) > 0) {
      look(maestro); // what is left of them gives back its permits
    }
  }

  private void start(StrategyMaestro maestro, List<Run<?>> runs) {
    for (int i = 0; i < RUNS; i++) {
      Run<?> run = maestro.developStrategy(kind, ResearchTask.on("topic" + i));
      runs.add(run);
      if (i % 5 == 0) {
        run.cancel("enough"); // some while they wait, some when they have just got a permit
      }
    }
  }

  private void look(StrategyMaestro maestro) {
    Set<RunId> inside = new HashSet<>(inResearch);
    SystemState state = maestro.systemState();
    inside.retainAll(inResearch);
    check(state);
    Set<RunId> running = runs(state.researchQueue(), Standing.RUNNING);
    assertTrue(running.containsAll(inside), inside + " work, and only these run: " + running);
    String shown = state.activeStrategies() + " " + tasks(state);
    assertEquals(shown, bySequence.computeIfAbsent(state.sequence(), first -> shown));
    bySequence.keySet().removeIf(sequence -> sequence < state.sequence() - 10);
  }

  private void check(SystemState state) {
    looks++;
    assertEquals(
        figure(state, SystemState.RUNS_TAKEN_UP),
        figure(state, SystemState.RUNS_LIVE)
            + figure(state, SystemState.RUNS_COMPLETED)
            + figure(state, SystemState.RUNS_CANCELLED)
            + figure(state, SystemState.RUNS_FAILED)
            + figure(state, SystemState.RUNS_PUT_DOWN));
    Set<RunId> live = new HashSet<>();
    state.activeStrategies().forEach(strategy -> live.add(strategy.run()));
    assertEquals(figure(state, SystemState.RUNS_LIVE), live.size());
    check(state.researchQueue(), live);
    check(state.analysisQueue(), live);
  }

  private void check(QueueState queue, Set<RunId> live) {
    Set<RunId> running = runs(queue, Standing.RUNNING);
    Set<RunId> waiting = runs(queue, Standing.WAITING);
    assertEquals(queue.running(), running.size());
    assertEquals(queue.depth(), waiting.size());
    assertTrue(queue.running() <= PERMITS, () -> "more run than permits: " + queue);
    assertTrue(live.containsAll(running) && live.containsAll(waiting), "a task of no live run");
    Set<RunId> both = new HashSet<>(running);
    both.retainAll(waiting);
    assertEquals(Set.of(), both);
    if (queue.depth() > 0) {
      crowded++;
      assertEquals(PERMITS, queue.running(), "a permit is idle while others wait");
    }
  }

  private static Set<RunId> runs(QueueState queue, Standing standing) {
    Set<RunId> found = new HashSet<>();
    queue.tasks().stream()
        .filter(task -> task.standing() == standing)
        .forEach(task -> assertTrue(found.add(task.run()), () -> task + " is there twice"));
    return found;
  }

  private static List<List<QueueState.Task>> tasks(SystemState state) {
    return state.queues().stream().map(QueueState::tasks).toList();
  }

  private static double figure(SystemState state, MetricKey key) {
    return state.metrics().value(key).orElseThrow();
  }
}
