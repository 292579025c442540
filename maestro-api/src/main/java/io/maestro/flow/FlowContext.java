package io.maestro.flow;

import io.maestro.codec.TypeToken;
import io.maestro.log.RunLog;
import io.maestro.message.Endpoint;
import io.maestro.run.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The verbs of durable code.
 *
 * <p><b>The rule:</b> code between verbs is entered again and again, so it must be deterministic
 * (the same verbs with the same names, given the same recorded values), cheap, and free of side
 * effects. Clocks, random numbers, files, networks and locks belong into a step. A {@code finally}
 * block runs at an unwinding too, when every verb is dead. Never catch {@code Throwable} or {@code
 * Error} around a verb: a run whose code swallows an unwinding fails.
 *
 * <p><b>Names</b> are the identity of what is recorded, whatever the order of calls (rule 2): 1 to
 * 200 characters of {@code [A-Za-z0-9._:/-]}, each used once per context; {@link #at} gives the
 * rounds of an ordinary loop contexts of their own.
 *
 * <p><b>Threading:</b> a context belongs to the code that was handed it and is not thread-safe;
 * {@link #fork} and {@link #each} run code side by side and hand each part a context of its own.
 *
 * <p><b>Failure:</b> a verb whose step failed for good throws {@link StepFailedException}, live and
 * replayed alike.
 */
public interface FlowContext {
  /** Returns the run's id. */
  RunId runId();

  /** Returns the path of this context, empty at the top. */
  String path();

  /**
   * Returns the recorded time: when what the code has seen last was recorded, or the run created.
   * The same at every entry.
   */
  Instant now();

  /** Returns a log that is silent while recorded steps are read back. */
  RunLog log();

  /**
   * Runs code once and records its value; afterwards the value is read back (rule 1).
   *
   * <p>The code runs at least once: an attempt in flight at a crash runs again, with the same
   * idempotency key and a higher attempt.
   *
   * @return the step's value
   * @throws StepFailedException if all attempts failed
   */
  <T> T step(String name, TypeToken<T> type, StepCode<T> code);

  /** Runs a step; see {@link #step(String, TypeToken, StepCode)}. */
  default <T> T step(String name, Class<T> type, StepCode<T> code) {
    return step(name, TypeToken.of(type), code);
  }

  /** Runs a step that has no value; see {@link #step(String, TypeToken, StepCode)}. */
  void run(String name, StepAction action);

  /**
   * Runs an asynchronous step: no thread is held until its stage is complete.
   *
   * <p>Cancellation and timeout cancel the stage's future.
   */
  <T> T await(String name, TypeToken<T> type, AsyncStepCode<T> code);

  /** Runs an asynchronous step; see {@link #await(String, TypeToken, AsyncStepCode)}. */
  default <T> T await(String name, Class<T> type, AsyncStepCode<T> code) {
    return await(name, TypeToken.of(type), code);
  }

  /**
   * Runs a step whose effect must not be repeated blindly: its intent is recorded before the code
   * runs, and if intent is there without outcome - after a crash, a timeout, or an attempt that
   * threw - the reconciliation decides.
   */
  <T> T effect(String name, TypeToken<T> type, StepCode<T> code, ReconcileCode<T> reconcile);

  /** Runs an effect; see {@link #effect(String, TypeToken, StepCode, ReconcileCode)}. */
  default <T> T effect(String name, Class<T> type, StepCode<T> code, ReconcileCode<T> reconcile) {
    return effect(name, TypeToken.of(type), code, reconcile);
  }

  /**
   * Runs a step that writes through the store's own transaction, and so happens exactly once: what
   * it writes and the record that it is done become durable together, or neither does.
   *
   * <p>The code may run more than once; only one of its runs is ever committed. Effects on anything
   * but the resource happen at least once, as in any step.
   *
   * @param resource what the code writes through; which ones there are, the store says: the SQL
   *     stores offer {@code java.sql.Connection}
   * @return the step's value
   * @throws StepFailedException if all attempts failed, or the store has no transactions over this
   *     kind of resource
   */
  <T, C> T transaction(
      String name, TypeToken<T> type, Class<C> resource, TransactionCode<? super C, T> code);

  /** Runs a transaction; see {@link #transaction(String, TypeToken, Class, TransactionCode)}. */
  default <T, C> T transaction(
      String name, Class<T> type, Class<C> resource, TransactionCode<? super C, T> code) {
    return transaction(name, TypeToken.of(type), resource, code);
  }

  /**
   * Runs a part of the flow in which every step, also of the contexts made from its own, records
   * its intent before its code runs. An {@link #effect} keeps its own rule, and so does whatever
   * only waits.
   *
   * <p>A step is <em>in doubt</em> if its intent is there without outcome when the flow is entered
   * again - after a crash, a takeover, or a stop that interrupted it - or if its attempt was given
   * up at its timeout. It is not run again by itself: the code given here is called first, outside
   * this part, below the step's path and {@code [doubt-n]} for the n-th attempt. If it returns, the
   * step runs again with the same idempotency key and the next attempt, or fails with the timeout
   * if its policy allows no other attempt; if it throws, that is what the step throws. A step that
   * threw has an outcome, and its policy's retries apply.
   *
   * <p>An error that settling throws can't be swallowed: every later verb of the part throws it
   * again, and so does the end of the part.
   *
   * @param inDoubt settles what became of a step in doubt
   * @param code the part, whose names share the path of this context
   */
  <T> T intentFirst(DoubtCode inDoubt, FlowCode<T> code);

  /**
   * Runs such a part, in which every step, effect and child run also needs leave to begin; see
   * {@link #intentFirst(DoubtCode, FlowCode)}, which keeps the permission of the part around it.
   *
   * <p>The permission is asked before each attempt, at the real time. A step that is refused fails
   * with REFUSED, recorded, without having begun, and no retry applies. What only waits, what
   * settles a doubt, and compensations are not asked.
   *
   * @param permission says whether a step may begin
   * @param inDoubt settles what became of a step in doubt
   * @param code the part, whose names share the path of this context
   */
  <T> T intentFirst(Permission permission, DoubtCode inDoubt, FlowCode<T> code);

  /**
   * Runs a group of verbs and records its value; once it has its value, what is within is history.
   *
   * <p>What the group throws is not recorded: it is thrown again at each entry from the failed step
   * within.
   */
  <T> T stage(String name, TypeToken<T> type, FlowCode<T> code);

  /** Runs a stage; see {@link #stage(String, TypeToken, FlowCode)}. */
  default <T> T stage(String name, Class<T> type, FlowCode<T> code) {
    return stage(name, TypeToken.of(type), code);
  }

  /** Runs a part of the flow side by side with what follows. */
  <T> Branch<T> fork(String name, FlowCode<T> code);

  /**
   * Returns items to be worked on side by side, each under its key.
   *
   * @param items the items; the same at every entry
   * @param key gives each item its key, whose text must be unique among the items
   */
  <I> Each<I> each(String name, List<I> items, Function<? super I, ?> key);

  /**
   * Runs rounds until one says that it was the last, keeping only the latest round's state: for
   * work that goes on for years.
   *
   * @return the state that the last round left
   */
  <S> S loop(String name, TypeToken<S> type, S initial, LoopCode<S> round);

  /** Runs a loop; see {@link #loop(String, TypeToken, Object, LoopCode)}. */
  default <S> S loop(String name, Class<S> type, S initial, LoopCode<S> round) {
    return loop(name, TypeToken.of(type), initial, round);
  }

  /**
   * Returns a context for one round of an ordinary loop, so that names can be used once per round.
   *
   * @param key what tells the round from others; its text, up to 500 characters of any kind,
   *     becomes part of the path
   */
  FlowContext at(String name, Object key);

  /**
   * Waits for a time, holding no thread, across restarts.
   *
   * @param duration zero or negative does not wait
   */
  void sleep(String name, Duration duration);

  /**
   * Takes the oldest message from the run's inbox, waiting for one if there is none, holding no
   * thread, across restarts.
   *
   * @param atMost how long to wait; zero or negative takes only what is there
   * @return the message, or empty if none came in time
   */
  <M> Optional<M> receive(String name, Endpoint<M> endpoint, Duration atMost);

  /**
   * Starts another run and waits for it, holding no thread, across restarts. It is started once;
   * this run's cancellation cancels it.
   *
   * @throws StepFailedException if the child failed or was cancelled
   */
  <I, O> O child(String name, Workflow<I, O> workflow, I input);

  /**
   * Registers what undoes the work so far; it runs, as a step, if the code that follows fails, if
   * the run is cancelled, or at {@link #compensate()}. The latest registered runs first; one that
   * fails for good is reported and stops no other.
   *
   * <p>What is registered within a stage or a round of a loop ends with it: once that has its value
   * its code is not entered again. Register what must outlive it outside.
   */
  void compensation(String name, StepAction action);

  /** Runs all compensations registered so far, the latest first, each once. */
  void compensate();

  /** Returns this context with another policy for the steps called on it and on what it makes. */
  FlowContext with(StepPolicy policy);

  /**
   * Runs a part of the flow under a permit of a pipeline's queue, waiting for the permit, holding
   * no thread.
   */
  <T> T queued(PipelineQueue queue, FlowCode<T> code);
}
