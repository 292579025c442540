package io.maestro.testkit.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.config.MaestroConfig;
import io.maestro.config.RunLimits;
import io.maestro.core.Maestro;
import io.maestro.flow.Each;
import io.maestro.flow.Retry;
import io.maestro.flow.StepPolicy;
import io.maestro.flow.Workflow;
import io.maestro.message.Endpoint;
import io.maestro.monitor.MaestroListener;
import io.maestro.run.Run;
import io.maestro.run.RunInfo;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.RecordingListener;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(120)
final class ThreadsTest {
  @RegisterExtension final MaestroExtension extension = new MaestroExtension();
  private static final Endpoint<String> MAIL = Endpoint.of("mail", String.class);
  private static final boolean VIRTUAL = Runtime.version().feature() >= 21;

  private static Workflow<String, String> flow(Workflow.Body<String, String> body) {
    return Workflow.of("flow", String.class, String.class, body);
  }

  private static List<Integer> first(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  @Test
  @Proves("7.3")
  void pool_beforeJava21_hasAsManyThreadsAsWorkersAndABoundedQueue() throws Exception {
    Assumptions.assumeFalse(VIRTUAL);
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger running = new AtomicInteger();
    CyclicBarrier all = new CyclicBarrier(2);
    var workflow =
        flow(
            (in, flow) -> {
              Each<Integer> each = flow.each("i", first(40), i -> i).parallelism(40);
              each.step(
                      Integer.class,
                      (i, step) -> {
                        most.accumulateAndGet(running.incrementAndGet(), Math::max);
                        threads.add(Thread.currentThread());
                        all.await(30, TimeUnit.SECONDS); // two at once, no less
                        running.decrementAndGet();
                        return i;
                      })
                  .join();
              return "ok";
            });
    RecordingListener told = new RecordingListener();
    MaestroConfig config =
        MaestroConfig.builder().workers(2).limits(RunLimits.defaults().maxLiveRuns(1)).build();
    try (var maestro = Maestro.builder().register(workflow).config(config).listener(told).start()) {
      assertEquals("ok", maestro.start(workflow, "").result().get(60, TimeUnit.SECONDS));
    }

    assertEquals(2, most.get());
    threads.forEach(
        thread ->
            assertTrue(
                thread.isDaemon() && thread.getName().startsWith("maestro-worker"), "" + thread));
    assertTrue(
        told.problems().stream().anyMatch(p -> p.where().equals("the executor refused a task")),
        "a queue of two places took 40 tasks");
  }

  @Test
  @Proves("7.3")
  void virtualThreads_fromJava21On_areOneForEachTask() throws Exception {
    Assumptions.assumeTrue(VIRTUAL);
    CyclicBarrier all = new CyclicBarrier(200);
    var workflow =
        flow(
            (in, flow) -> {
              flow.each("i", first(200), i -> i)
                  .parallelism(200)
                  .step(
                      Integer.class,
                      (i, step) -> {
                        all.await(30, TimeUnit.SECONDS);
                        return i;
                      })
                  .join();
              return "ok";
            });
    MaestroConfig config = MaestroConfig.builder().workers(2).build();
    try (var maestro = Maestro.builder().register(workflow).config(config).start()) {
      assertEquals("ok", maestro.start(workflow, "").result().get(60, TimeUnit.SECONDS));
    }
  }

  @Test
  @Proves("7.5")
  void stepsThatCompleteAtOnce_goOnOnTheSameThread(TestHost host) {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    AtomicInteger entries = new AtomicInteger();
    var workflow =
        flow(
            (in, flow) -> {
              entries.incrementAndGet();
              for (int i = 0; i < 100; i++) {
                threads.add(Thread.currentThread());
                flow.at("i", i).run("s", step -> threads.add(Thread.currentThread()));
              }
              return flow.stage(
                  "stage",
                  String.class,
                  stage ->
                      stage.step(
                          "s", String.class, step -> "" + threads.add(Thread.currentThread())));
            });
    var maestro = host.start(builder -> builder.register(workflow));

    assertEquals("false", host.get(maestro.start(workflow, "").result()));
    assertEquals(1, threads.size());
    assertEquals(1, entries.get());
  }

  /** Where host code was called from. */
  private static final class Callers implements MaestroListener {
    private final Set<String> onTheTimerThread = ConcurrentHashMap.newKeySet();
    private final AtomicInteger calls = new AtomicInteger();
    private final Thread timers = Thread.currentThread();

    void called(String what) {
      calls.incrementAndGet();
      if (Thread.currentThread() == timers) {
        onTheTimerThread.add(what);
      }
    }

    @Override
    public void runChanged(RunInfo run) {
      called("runChanged");
    }

    @Override
    public void runEnded(RunInfo run) {
      called("runEnded");
    }

    @Override
    public void stepRecorded(io.maestro.run.RunId run, io.maestro.run.RecordedStep step) {
      called("stepRecorded");
    }
  }

  @Test
  @Proves("7.6")
  void hostCode_isNeverCalledOnTheTimerThread(TestHost host, VirtualTime time) {
    Callers callers = new Callers(); // virtual time fires its timers on the test's thread
    var workflow =
        flow(
            (in, flow) -> {
              callers.called("flow");
              flow.compensation("undo", step -> callers.called("compensation"));
              flow.sleep("night", Duration.ofHours(1));
              flow.receive("none", MAIL, Duration.ofHours(1));
              Retry retry =
                  Retry.upTo(3)
                      .backoff(Duration.ofHours(1), Duration.ofHours(1))
                      .onlyIf(
                          failure -> {
                            callers.called("predicate");
                            return true;
                          });
              flow.with(StepPolicy.retrying(retry).timeout(Duration.ofMinutes(1)))
                  .run(
                      "s",
                      step -> {
                        callers.called("step");
                        time.pass(Duration.ofHours(1));
                      });
              return "ok";
            });
    var maestro = host.start(builder -> builder.register(workflow).listener(callers));
    CompletableFuture<Run<String>> started =
        CompletableFuture.supplyAsync(() -> maestro.start(workflow, ""), time.executor());
    Run<String> run = time.get(started);
    run.watch(info -> callers.called("watcher"));
    var ended = run.outcome().thenAccept(outcome -> callers.called("dependent"));
    time.advance(Duration.ofDays(1));

    assertTrue(ended.isDone());
    assertTrue(callers.calls.get() > 15, "calls: " + callers.calls);
    assertEquals(Set.of(), callers.onTheTimerThread);
  }

  @Test
  @Proves("7.6")
  void hostCode_isNeverCalledUnderALock(TestHost host, VirtualTime time) {
    AtomicReference<Run<String>> current = new AtomicReference<>();
    List<String> answers = new ArrayList<>();
    var workflow =
        flow(
            (in, flow) -> {
              ask(current, time, answers);
              flow.run("s", step -> ask(current, time, answers));
              flow.sleep("night", Duration.ofHours(1));
              return "ok";
            });
    MaestroListener asking =
        new MaestroListener() {
          @Override
          public void runChanged(RunInfo run) {
            ask(current, time, answers);
          }

          @Override
          public void runEnded(RunInfo run) {
            ask(current, time, answers);
          }
        };
    var maestro = host.start(builder -> builder.register(workflow).listener(asking));
    Run<String> run = maestro.start(workflow, "");
    current.set(run);
    run.watch(info -> ask(current, time, answers));
    time.advance(Duration.ofDays(1));

    assertEquals("ok", host.get(run.result()));
    assertFalse(answers.isEmpty());
    assertEquals(List.of(), answers.stream().filter(answer -> !answer.equals("free")).toList());
  }

  /** Lets another thread use the run, and waits for it in real time: a held lock would show. */
  private static void ask(
      AtomicReference<Run<String>> current, VirtualTime time, List<String> answers) {
    Run<String> run = current.get();
    if (run == null) {
      return;
    }
    CompletableFuture<?> other =
        CompletableFuture.runAsync(
            () -> {
              run.info().isDone();
              run.send(MAIL, "x").isDone();
              run.watch(info -> {}).close();
            },
            time.executor());
    String answer;
    try {
      other.get(5, TimeUnit.SECONDS);
      answer = "free";
    } catch (Exception blocked) {
      answer = blocked.toString();
    }
    synchronized (answers) {
      answers.add(answer);
    }
  }
}
