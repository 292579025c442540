package io.maestro;

import io.maestro.codec.TypeToken;
import io.maestro.config.MaestroConfig;
import io.maestro.execution.Execution;
import io.maestro.execution.Mode;
import io.maestro.execution.Reading;
import io.maestro.flow.Workflow;
import io.maestro.kind.StrategyKind;
import io.maestro.knowledge.KnowledgeBase;
import io.maestro.log.MaestroLogger;
import io.maestro.message.PipelineCommunication;
import io.maestro.optimization.LoopOptions;
import io.maestro.optimization.OptimizationLoop;
import io.maestro.pipeline.ResearchTask;
import io.maestro.recovery.RecoveryReport;
import io.maestro.run.RecordedStep;
import io.maestro.run.Run;
import io.maestro.run.RunId;
import io.maestro.run.RunOptions;
import io.maestro.run.RunQuery;
import io.maestro.state.StateManager;
import io.maestro.strategy.Development;
import io.maestro.strategy.StrategyCatalogue;
import io.maestro.strategy.StrategyRef;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A running maestro: starts runs, finds them again, and is closed once.
 *
 * <p>Thread-safe. Many may live in one JVM. Futures are copies of their own and complete on the
 * maestro's workers. A method that is called after {@link #close()} gives futures that fail with
 * {@link io.maestro.run.RunRejectedException} or {@link io.maestro.error.ClosedException}.
 */
public interface StrategyMaestro extends AutoCloseable {
  /** The tag that tells the mode of an execution's run. */
  String MODE_TAG = "mode";

  /**
   * Starts a run of a registered workflow, or returns the one that has the name already.
   *
   * @return the handle, at once; a refusal shows in its futures
   */
  <I, O> Run<O> start(Workflow<I, O> workflow, I input, RunOptions options);

  /** Starts a run with a made-up name, no deadline and no tags. */
  default <I, O> Run<O> start(Workflow<I, O> workflow, I input) {
    return start(workflow, input, RunOptions.defaults());
  }

  /**
   * Develops a strategy: research, analysis, creation, optimization, validation; each stage
   * recorded.
   *
   * <p>A "no" at any stage is a value, not a failure: see {@link Development}.
   */
  <R, A, S, X> Run<Development<S>> developStrategy(
      StrategyKind<R, A, S, X> kind, ResearchTask task, RunOptions options);

  /** Develops a strategy in a run with a made-up name, no deadline and no tags. */
  default <R, A, S, X> Run<Development<S>> developStrategy(
      StrategyKind<R, A, S, X> kind, ResearchTask task) {
    return developStrategy(kind, task, RunOptions.defaults());
  }

  /**
   * Keeps a strategy optimized: looks at it at every interval, decides by the kind's policy whether
   * to develop it again, and remembers what it decided and why. The loop is durable: it goes on
   * after a restart, without being started again.
   *
   * <p>There is one loop for each strategy of a kind. One that is on already keeps what it judges
   * and what it knows, whichever version is passed, and takes over the options; one that was
   * stopped goes on with the version passed. A running execution is never touched: new parameters
   * become a new version, which the host may switch to.
   *
   * @param version the version to begin with
   * @return the handle, at once; a refusal shows in its futures
   * @throws IllegalArgumentException if the version is of another kind
   */
  <R, A, S, X> OptimizationLoop<S> continuousOptimization(
      StrategyKind<R, A, S, X> kind, StrategyRef version, LoopOptions options);

  /** Keeps a strategy optimized, at the configured interval. */
  default <R, A, S, X> OptimizationLoop<S> continuousOptimization(
      StrategyKind<R, A, S, X> kind, StrategyRef version) {
    return continuousOptimization(kind, version, LoopOptions.defaults());
  }

  /**
   * Returns a handle on a run, also after a restart.
   *
   * @param output the type of the run's value; with another one its result fails with {@link
   *     ClassCastException}
   * @return the handle, at once; that there is no such run shows in its futures
   */
  <O> Run<O> run(RunId id, TypeToken<O> output);

  /** Returns a handle on a run; see {@link #run(RunId, TypeToken)}. */
  default <O> Run<O> run(RunId id, Class<O> output) {
    return run(id, TypeToken.of(output));
  }

  /** Returns a handle on a development, also after a restart. */
  <R, A, S, X> Run<Development<S>> development(RunId id, StrategyKind<R, A, S, X> kind);

  /**
   * Executes a version of a strategy: prepares it, asks the gate, carries it out under the gate,
   * and keeps what it reports. The intent of each of its steps is recorded before its code runs,
   * and a step in doubt is never repeated blindly.
   *
   * <p>A "no" is a value, not a failure: see {@link Execution}. The run has the tag {@link
   * #MODE_TAG} with the name of the mode.
   *
   * @throws IllegalArgumentException if the version is of another kind, or there is no room for the
   *     tag
   */
  <R, A, S, X> Run<Execution<X>> executeStrategy(
      StrategyKind<R, A, S, X> kind, StrategyRef strategy, Mode mode, RunOptions options);

  /** Executes a version in a run with a made-up name, no deadline and no tags but the mode's. */
  default <R, A, S, X> Run<Execution<X>> executeStrategy(
      StrategyKind<R, A, S, X> kind, StrategyRef strategy, Mode mode) {
    return executeStrategy(kind, strategy, mode, RunOptions.defaults());
  }

  /** Executes a version for practice: {@link Mode#LIVE} is never the default. */
  default <R, A, S, X> Run<Execution<X>> executeStrategy(
      StrategyKind<R, A, S, X> kind, StrategyRef strategy, RunOptions options) {
    return executeStrategy(kind, strategy, Mode.REHEARSAL, options);
  }

  /** Executes a version for practice, in a run with a made-up name and no deadline. */
  default <R, A, S, X> Run<Execution<X>> executeStrategy(
      StrategyKind<R, A, S, X> kind, StrategyRef strategy) {
    return executeStrategy(kind, strategy, Mode.REHEARSAL, RunOptions.defaults());
  }

  /** Returns a handle on an execution, also after a restart. */
  <R, A, S, X> Run<Execution<X>> execution(RunId id, StrategyKind<R, A, S, X> kind);

  /**
   * Returns what an execution last reported of a version, or empty if none has; the two modes are
   * kept apart.
   */
  CompletableFuture<Optional<Reading>> reading(StrategyRef strategy, Mode mode);

  /**
   * Starts a new run that takes over the recorded steps of a failed one and goes on at the step
   * that failed; the failed run stays as it is.
   *
   * <p>Refused if the run has not failed, or if its compensations ran: its steps are undone then.
   * Steps of the new run have idempotency keys of its own, but for those that may have happened
   * already, which keep theirs. Neither the deadline nor the parent of the failed run is taken
   * over; its tags are unless others are given.
   *
   * @param options the new run's options; its name is made up from the failed one's unless given
   */
  <O> Run<O> retry(RunId failed, TypeToken<O> output, RunOptions options);

  /** Returns the runs that a query wants, to list, count or delete. */
  RunSelection runs(RunQuery query);

  /** Returns a run's steps, in the order in which they were first recorded. */
  CompletableFuture<List<RecordedStep>> journal(RunId id);

  /**
   * Returns what the start found in the store and what has come of it so far; done when the first
   * look at the store is over.
   */
  CompletableFuture<RecoveryReport> recovery();

  /** Returns every version of every strategy. */
  StrategyCatalogue strategies();

  /** Returns what was learnt about strategies, with the evidence for and against it. */
  KnowledgeBase knowledge();

  /**
   * Returns what this maestro is doing now: strategies, queues and figures, all of one moment.
   *
   * <p>It takes time in proportion to what it lists, and waits for nobody's work. After the end of
   * the maestro it is what was left then.
   */
  SystemState systemState();

  /** Returns the versioned state of components. */
  StateManager stateManager();

  /** Returns the structured log. */
  MaestroLogger logger();

  /** Returns the messages between the parts of the host. */
  PipelineCommunication communication();

  /** Returns the settings. */
  MaestroConfig config();

  /**
   * Stops: refuses new work, lets running steps end, interrupts those that have not after the time,
   * gives up ownership of what is unfinished, closes what it opened.
   *
   * <p>Idempotent: later calls return the first one's report.
   *
   * @param atMost how long to wait for running steps; zero interrupts at once
   */
  CompletableFuture<ShutdownReport> shutdown(Duration atMost);

  /** Stops as {@link #shutdown} does, within the configured time, and waits for the end of it. */
  @Override
  void close();
}
