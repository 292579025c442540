package io.maestro.core.engine;

import io.maestro.ActiveStrategy;
import io.maestro.codec.Codec;
import io.maestro.codec.Payload;
import io.maestro.codec.TypeToken;
import io.maestro.flow.PipelineQueue;
import io.maestro.flow.Workflow;
import io.maestro.log.RunLog;
import io.maestro.run.Failure;
import io.maestro.run.RecordedStep.Verb;
import io.maestro.run.RunId;
import io.maestro.run.RunStatus;
import io.maestro.store.ClaimedRun;
import io.maestro.store.HeldRun;
import io.maestro.store.Lease;
import io.maestro.store.Letter;
import io.maestro.store.Renewal;
import io.maestro.store.RunRecord;
import io.maestro.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A run that this node owns and holds in memory.
 *
 * <p>One lock guards its state, shared with its parts: the {@link Strands} that run its code, the
 * {@link Recorder} that writes its steps, the {@link Control} that pauses, stops and ends it. User
 * code, writes to the store and calls to listeners happen outside the lock.
 */
final class Session {
  private static final int MAX_PATH = 2_000;

  final Engine engine;
  final ReentrantLock lock = new ReentrantLock();
  private final ClaimedRun claimed;
  private final Workflow<?, ?> workflow;
  private final Journal journal;
  private final Map<String, QueueHold> holds = new HashMap<>(0);
  private final Strands strands;
  private final Recorder recorder;
  private final Attempts attempts;
  private final SessionProgress progress;
  private final Optional<ActiveStrategy> worksOn;
  private final Control control;
  private final AtomicLong mailSeen;
  private @Nullable PermitQueue reservation;
  private @Nullable List<Letter> beforeOpen = new ArrayList<>(0);
  private boolean arrived;
  private boolean gone;
  private boolean missedLetter;

  Session(
      Engine engine,
      ClaimedRun claimed,
      Workflow<?, ?> workflow,
      @Nullable PermitQueue reservation) {
    this.engine = engine;
    this.claimed = claimed;
    this.mailSeen = new AtomicLong(claimed.mailSeen());
    this.workflow = workflow;
    this.reservation = reservation;
    this.journal = new Journal(claimed.journal());
    this.worksOn = engine.worksOn(claimed.run());
    this.progress = new SessionProgress(this);
    this.strands = new Strands(this, pass -> runBody(workflow, pass));
    this.recorder = new Recorder(this, journal);
    this.attempts = new Attempts(this);
    this.control = new Control(this);
  }

  private <I, O> Object runBody(Workflow<I, O> typed, Pass pass) throws Exception {
    FlowScope scope = FlowScope.root(pass);
    I input;
    try {
      input = run().input().value(typed.inputType(), codec());
    } catch (RuntimeException undecodable) {
      throw pass.fail(Failure.of(Failure.Kind.UNDECODABLE, "(input)", 1, undecodable));
    }
    O output = typed.body().run(input, scope);
    if (!pass.isUnwinding()) { // else the unwinding was swallowed, which is found out later
      scope.joinForked();
    }
    return output;
  }

  RunRecord run() {
    return claimed.run();
  }

  RunId runId() {
    return claimed.run().id();
  }

  Lease lease() {
    return claimed.lease();
  }

  /** Returns what the store is asked for to keep it, and for its mail. */
  HeldRun held() {
    return new HeldRun(lease(), mailSeen.get());
  }

  ClaimedRun claimed() {
    return claimed;
  }

  TypeToken<?> outputType() {
    return workflow.outputType();
  }

  TimeSource time() {
    return engine.time();
  }

  Codec codec() {
    return engine.codec();
  }

  Strands strands() {
    return strands;
  }

  Recorder recorder() {
    return recorder;
  }

  Attempts attempts() {
    return attempts;
  }

  SessionProgress progress() {
    return progress;
  }

  Control control() {
    return control;
  }

  RunLog log(String step) {
    return engine.log(run(), step);
  }

  void problem(String where, Throwable cause) {
    engine.listeners().problem(where + " of run " + runId(), cause);
  }

  /** Returns the time that lies so far ahead. */
  Instant after(Duration delay) {
    return Instants.plus(time().now(), delay);
  }

  Payload payload(Object value, TypeToken<?> type, String path) {
    return engine.payloads().of(value, type, path);
  }

  /** Returns the strategy that the run works on, if it does. */
  Optional<ActiveStrategy> worksOn() {
    return worksOn;
  }

  /** Counts among the node's sessions from now on, unless it is over already. */
  void arrive() {
    lock.lock();
    try {
      if (!gone) {
        arrived = true;
        engine.ledger().arrived(this, worksOn);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Begins to work on the run.
   *
   * @param early letters that came after the store gave the run to this node
   */
  void open(List<Letter> early) {
    strands.changed(
        () -> {
          claimed.letters().forEach(control::accept);
          early.forEach(control::accept);
          Objects.requireNonNull(beforeOpen, "opened twice").forEach(control::accept);
          beforeOpen = null;
          control.watchDeadline();
          strands.begin();
        });
  }

  /** Finds the entry of a path, and leaves the code if the path must not be used so. */
  Entry enter(Pass pass, String path, Verb verb) {
    return locked(
        () -> {
          Entry entry = journal.entry(path, verb);
          int allowed = engine.config().limits().maxSteps();
          if (entry.askedBy == pass
              || (entry.askedBy != null && entry.askedBy.strand != pass.strand)) {
            throw pass.fail(Misuse.usedTwice(path));
          }
          if (entry.verb != verb) {
            throw pass.fail(Misuse.otherVerb(path, entry.verb, verb));
          }
          if (path.length() > MAX_PATH) {
            throw pass.fail(Misuse.tooLong(path, MAX_PATH));
          }
          if (journal.size() > allowed) {
            throw pass.fail(Misuse.tooManySteps(path, journal.size(), allowed));
          }
          entry.askedBy = pass;
          journal.read(entry);
          return entry;
        });
  }

  /** Lets a step that may be recorded count as asked for. */
  void passOver(Pass pass, String path) {
    locked(
        () ->
            journal
                .find(path)
                .map(
                    entry -> {
                      entry.askedBy = pass;
                      journal.read(entry);
                      return entry;
                    }));
  }

  Optional<Entry> find(String path) {
    return locked(() -> journal.find(path));
  }

  /** Returns whether anything below a path may have begun, but for the next attempt of a step. */
  boolean hasBegun(String prefix, Entry next) {
    return locked(() -> journal.hasBegun(prefix, next));
  }

  boolean hasUnreadSteps() {
    return locked(journal::hasUnread);
  }

  /** Returns an entry that the pass has asked for before. */
  Entry entry(String path, Verb verb) {
    return locked(() -> journal.entry(path, verb));
  }

  /** Lets new work begin, or leaves the code: the run ends, is paused, lacks a permit, is early. */
  void gate(FlowScope scope, Entry entry) {
    gateButDue(scope);
    Optional<Instant> due = entry.record == null ? Optional.empty() : entry.record.dueAt();
    if (due.isPresent() && due.get().isAfter(time().now())) {
      throw scope.pass.leave(Wait.until(due.get(), "the time of " + entry.path));
    }
  }

  /** Lets new work begin as {@link #gate} does, whatever the time. */
  void gateButDue(FlowScope scope) {
    lock.lock();
    try {
      control.gate(scope.pass);
      acquirePermits(scope);
    } finally {
      lock.unlock();
    }
    progress.started();
  }

  /** Waits for the permits of a scope, unless the run ends. */
  void awaitPermits(FlowScope scope) {
    lock.lock();
    try {
      if (!gone && !control.isStopping()) {
        acquirePermits(scope);
      }
    } finally {
      lock.unlock();
    }
  }

  private void acquirePermits(FlowScope scope) {
    PermitQueue missing = scope.hold == null ? null : scope.hold.acquire(scope.pass.strand);
    if (missing != null) {
      throw scope.pass.leave(Wait.resident("a permit of pipeline " + missing.name));
    }
  }

  QueueHold hold(String part, PipelineQueue queue, @Nullable QueueHold outer) {
    return locked(
        () ->
            holds.computeIfAbsent(
                part, key -> new QueueHold(this, engine.permits().queue(queue), outer)));
  }

  void release(QueueHold hold) {
    engine.permits().tell(locked(hold::release));
  }

  void granted(QueueHold hold) {
    strands.changed(
        () -> {
          if (!gone && hold.isDue()) { // else it has left the queue, and the permit went on
            hold.accept().forEach(strands::wakeLocked);
          }
        });
  }

  /** Uses up the place that was taken in advance for this run, if it is in this queue. */
  boolean takeReservation(PermitQueue queue) {
    boolean reserved = reservation == queue;
    if (reserved) {
      reservation = null;
    }
    return reserved;
  }

  /** Takes in a letter that the store has; false if this session can't any more. */
  boolean accept(Letter letter) {
    boolean[] taken = new boolean[1];
    strands.changed(
        () -> {
          taken[0] = !gone && control.isOpen();
          if (beforeOpen != null) {
            beforeOpen.add(letter); // after those that the store had before
          } else if (taken[0]) {
            control.accept(letter);
            strands.wakeReaders(letter.inbox());
          } else {
            missedLetter = true;
          }
        });
    return taken[0];
  }

  /** Takes in letters that the store had before this node heard of them. */
  void accept(Renewal.Mail mail) {
    mail.letters().forEach(this::accept);
    mailSeen.accumulateAndGet(mail.seen(), Math::max);
  }

  boolean missedLetter() {
    return locked(() -> missedLetter);
  }

  /** Lets the run end for a cause, unless it ends already. */
  void stop(StopCause cause) {
    strands.changed(() -> control.stop(cause));
  }

  List<String> notAskedFor() {
    return journal.notAskedFor();
  }

  void forget(String prefix) {
    lock.lock();
    try {
      journal.forget(prefix);
      strands.branches().forget(prefix);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Ends the session, once; nothing it does counts from now on.
   *
   * @param end how its run has ended, if it has
   */
  void leave(Optional<RunStatus> end) {
    List<Optional<QueueHold>> next;
    boolean counted;
    lock.lock();
    try {
      counted = arrived;
      arrived = false;
      gone = true;
      strands.all().forEach(Strand::cancelTimer);
      next = holds.values().stream().map(QueueHold::release).toList();
      control.cancelTimers();
      if (reservation != null) {
        reservation.cancelReservation();
        reservation = null;
      }
    } finally {
      lock.unlock();
    }
    next.forEach(engine.permits()::tell);
    attempts.dropStages();
    if (counted) {
      engine.ledger().left(this, end);
    }
  }

  /** Returns whether the run's last write here is on its way. */
  boolean isDeparting() {
    return locked(() -> !control.isOpen());
  }

  /** Returns whether the session has ended. Under the lock. */
  boolean isGone() {
    return gone;
  }

  <T> T locked(Supplier<T> look) {
    lock.lock();
    try {
      return look.get();
    } finally {
      lock.unlock();
    }
  }
}
