package io.maestro.testkit;

import io.maestro.StrategyMaestro;
import io.maestro.core.Maestro;
import io.maestro.core.MaestroBuilder;
import io.maestro.optimization.OptimizationDecision;
import io.maestro.optimization.OptimizationLoop;
import io.maestro.run.Page;
import io.maestro.run.Run;
import io.maestro.run.RunInfo;
import io.maestro.run.RunOutcome;
import io.maestro.run.RunQuery;
import io.maestro.run.RunStatus;
import io.maestro.testkit.expect.DecisionsExpectation;
import io.maestro.testkit.expect.RunExpectation;
import io.maestro.testkit.time.StalledException;
import io.maestro.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/**
 * A host on virtual time: starts maestros whose log and news it records, and finds what they leave.
 * Made by {@link MaestroExtension} for each test; used by the test's thread.
 */
public final class TestHost {
  private static final RunQuery LIVE =
      RunQuery.all()
          .status(RunStatus.QUEUED, RunStatus.RUNNING, RunStatus.WAITING, RunStatus.PAUSED);
  private static final Page<RunInfo> NO_RUNS = new Page<>(List.of(), false);

  private static final int PAGE = 1_000;

  private final VirtualTime time = VirtualTime.create();
  private final RecordingLog log = new RecordingLog();
  private final RecordingListener listener = new RecordingListener();
  private final List<StrategyMaestro> started = new ArrayList<>();
  private final UnaryOperator<MaestroBuilder> shared;
  private boolean mayLeaveRuns;

  /** Creates a host without a maestro. */
  public TestHost() {
    this(builder -> builder);
  }

  TestHost(UnaryOperator<MaestroBuilder> shared) {
    this.shared = shared;
  }

  /** Returns the time of all its maestros. */
  public VirtualTime time() {
    return time;
  }

  /** Returns the log of all its maestros. */
  public RecordingLog log() {
    return log;
  }

  /** Returns what its maestros told their listeners. */
  public RecordingListener listener() {
    return listener;
  }

  /**
   * Starts a maestro on this host's time, threads and log; it is closed after the test.
   *
   * @param setup adds to the builder what the test needs
   */
  public StrategyMaestro start(UnaryOperator<MaestroBuilder> setup) {
    MaestroBuilder builder =
        Maestro.builder().time(time).executor(time.executor()).log(log).listener(listener);
    StrategyMaestro maestro = setup.apply(shared.apply(builder)).start();
    started.add(maestro);
    return maestro;
  }

  /** Returns the maestro that was started last. */
  public StrategyMaestro maestro() {
    if (started.isEmpty()) {
      throw new IllegalStateException("no maestro has been started");
    }
    return started.get(started.size() - 1);
  }

  /**
   * Returns a future's value, letting time pass until it is there.
   *
   * @throws StalledException if it never will be; it names what the unfinished runs wait for
   */
  public <T> T get(CompletableFuture<T> future) {
    try {
      return time.get(future);
    } catch (StalledException stalled) {
      throw new StalledException(stalled.getMessage() + "; unfinished runs: " + unfinished());
    }
  }

  /**
   * Returns how a run of the maestro that was started last ended and what it recorded, letting time
   * pass until it has ended.
   *
   * @throws StalledException if it never will; it names what the unfinished runs wait for
   */
  public <T> RunExpectation<T> expect(Run<T> run) {
    RunOutcome<T> outcome = get(run.outcome());
    return new RunExpectation<>(run.id(), outcome, get(maestro().journal(run.id())));
  }

  /** Returns all decisions of a loop, to be compared with what the test expects. */
  public DecisionsExpectation expect(OptimizationLoop<?> loop) {
    List<OptimizationDecision> all = new ArrayList<>();
    Page<OptimizationDecision> page;
    do {
      page = get(loop.decisions(all.isEmpty() ? 0 : last(all), PAGE));
      all.addAll(page.items());
    } while (page.more());
    return new DecisionsExpectation(all);
  }

  private static long last(List<OptimizationDecision> decisions) {
    return decisions.get(decisions.size() - 1).tick().number();
  }

  private List<String> unfinished() {
    return started.stream()
        .flatMap(maestro -> maestro.runs(LIVE).list().getNow(NO_RUNS).items().stream())
        .map(run -> run.id() + " " + run.status() + " " + run.waitingFor())
        .toList();
  }

  /** Says that the test leaves runs unfinished on purpose. */
  public void leavesRuns() {
    mayLeaveRuns = true;
  }

  /**
   * Closes the maestros and ends the threads.
   *
   * @return what was left that should not have been: runs, timers, threads; empty if nothing
   */
  public List<String> close() {
    List<String> left = new ArrayList<>();
    for (StrategyMaestro maestro : started) {
      unfinished(maestro).ifPresent(left::add);
      time.get(maestro.shutdown(Duration.ZERO));
    }
    time.runUntilIdle();
    time.pendingTimers().forEach(purpose -> left.add("timer: " + purpose));
    time.busyThreads().forEach(stack -> left.add("thread: " + stack));
    time.close();
    return left;
  }

  private java.util.Optional<String> unfinished(StrategyMaestro maestro) {
    if (mayLeaveRuns) {
      return java.util.Optional.empty();
    }
    try {
      List<String> runs =
          time.get(maestro.runs(LIVE).list()).items().stream().map(Object::toString).toList();
      return runs.isEmpty() ? java.util.Optional.empty() : java.util.Optional.of("runs: " + runs);
    } catch (AssertionError alreadyClosed) {
      return java.util.Optional.empty();
    }
  }
}
