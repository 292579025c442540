package io.maestro.core.engine;

import io.maestro.core.log.RunMdc;
import io.maestro.run.RunId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The strands of a session: which of them are to be run, which wait for what.
 *
 * <p>Guarded by the session's lock. A change gathers, under the lock, the strands it makes ready
 * and what follows from it, and does both after.
 */
final class Strands {
  private final Session session;
  private final Strand root;
  private final Branches branches;
  private final List<Strand> ready = new ArrayList<>(1);
  private final List<Runnable> effects = new ArrayList<>(0);
  private Optional<Strand> compensator = Optional.empty();
  private int active;

  Strands(Session session, StrandCode body) {
    this.session = session;
    this.root = new Strand(session, "", session.run().createdAt(), body);
    this.branches = new Branches(session, this);
  }

  Branches branches() {
    return branches;
  }

  Strand root() {
    return root;
  }

  /** Returns whether a worker runs, or is to run, a strand. */
  boolean isActive() {
    return active > 0;
  }

  void begin() {
    makeReady(root);
  }

  Strand beginCompensator(StrandCode code) {
    Strand strand = new Strand(session, "(compensation)", root.endNow, code);
    strand.wroteHere = root.wroteHere;
    compensator = Optional.of(strand);
    makeReady(strand);
    return strand;
  }

  Optional<Strand> compensator() {
    return compensator;
  }

  Stream<Strand> all() {
    return Stream.of(Stream.of(root), branches.all(), compensator.stream())
        .flatMap(strands -> strands);
  }

  /** Returns whether the body has been begun. */
  boolean hasBegun() {
    return root.state != Strand.State.NEW;
  }

  /** Returns whether a step's outcome is on its way to the store. */
  boolean isWriting() {
    return waiting()
        .anyMatch(strand -> strand.wait != null && strand.wait.kind() == Wait.Kind.WRITE);
  }

  Stream<Strand> waiting() {
    return all().filter(strand -> strand.state == Strand.State.WAITING);
  }

  /* ------------------------------------------------------------------------- passes */

  /** Runs one pass of a strand, and returns a strand to go on with on the same thread. */
  @Nullable Strand runOnce(Strand strand) {
    Pass pass =
        session
            .locked(
                () ->
                    session.isGone() || strand.state != Strand.State.READY
                        ? Optional.<Pass>empty()
                        : Optional.of(strand.beginPass()))
            .orElse(null);
    if (pass == null) {
      return null;
    }
    Object value = null;
    Throwable thrown = null;
    RunMdc mdc = RunMdc.enter(session.run());
    try {
      value = strand.enter(pass);
    } catch (Throwable left) { // the edge of user code; what it means is decided in passEnded
      thrown = left;
    } finally {
      pass.end();
      mdc.leave();
    }
    return ended(pass, value, thrown);
  }

  private @Nullable Strand ended(Pass pass, @Nullable Object value, @Nullable Throwable thrown) {
    return change(
        () -> {
          if (!pass.dead && !session.isGone()) {
            passEnded(pass, value, thrown);
          }
        },
        true);
  }

  private void passEnded(Pass pass, @Nullable Object value, @Nullable Throwable thrown) {
    Strand strand = pass.strand;
    strand.pass = null;
    strand.endNow = pass.now();
    if (pass.fatal() != null) {
      finish(strand, null, new BrokenRun(pass.fatal()));
    } else if (pass.isUnwinding() && thrown == Unwind.SIGNAL) {
      park(strand, pass.waitedFor());
    } else if (pass.isUnwinding()) {
      finish(strand, null, new BrokenRun(Misuse.swallowedUnwinding(strand)));
    } else if (thrown == null && value == null) {
      finish(strand, null, new NullPointerException("the code of " + strand + " returned null"));
    } else {
      finish(strand, value, thrown);
    }
  }

  private void park(Strand strand, Wait wait) {
    active--;
    strand.state = Strand.State.WAITING;
    strand.wait = wait;
    if (strand.wakeAgain) {
      makeReady(strand);
    } else if (isActive()) {
      setTimer(strand); // others go on; when none does, it is decided whether the session stays
    }
  }

  private void finish(Strand strand, @Nullable Object value, @Nullable Throwable thrown) {
    active--;
    strand.state = Strand.State.DONE;
    strand.value = value;
    strand.thrown = thrown;
    if (strand == root && thrown != null) {
      session.control().stop(StopCause.failed(BrokenRun.failureOf(thrown)));
    }
    strand.takeJoiners().forEach(this::wakeLocked);
    Group group = strand.group;
    if (group != null) {
      group.itemDone().forEach(this::makeReady);
      if (group.isDone()) {
        group.takeJoiners().forEach(this::wakeLocked);
      }
    }
  }

  /** Gives up a pass whose thread hangs; its strand may be entered again. */
  void giveUp(Pass pass) {
    pass.dead = true;
    pass.strand.pass = null;
    park(pass.strand, Wait.STOPPED);
  }

  /* ------------------------------------------------------------------------- changes */

  /** Makes a change under the lock, then does without it what follows. */
  void changed(Runnable change) {
    change(change, false);
  }

  private @Nullable Strand change(Runnable change, boolean keepsOne) {
    List<Strand> begun;
    List<Runnable> follows;
    session.lock.lock();
    try {
      change.run();
      Runnable effect = session.isGone() ? null : session.control().settle();
      if (effect != null) {
        effects.add(effect);
      }
      follows = takeEffects();
      begun = takeReady();
    } finally {
      session.lock.unlock();
    }
    follows.forEach(Runnable::run);
    Strand kept = keepsOne && !begun.isEmpty() ? begun.get(0) : null;
    for (Strand strand : begun) {
      if (strand != kept) {
        session.engine.tasks().dispatch(strand);
      }
    }
    session.progress().changed();
    return kept;
  }

  /** Adds what is to be done when the change has been made, without the lock. Under the lock. */
  void after(Runnable effect) {
    effects.add(effect);
  }

  private List<Runnable> takeEffects() {
    List<Runnable> taken = effects.isEmpty() ? List.of() : List.copyOf(effects);
    effects.clear();
    return taken;
  }

  private List<Strand> takeReady() {
    List<Strand> taken = ready.isEmpty() || session.isGone() ? List.of() : List.copyOf(ready);
    ready.clear();
    return taken;
  }

  void makeReady(Strand strand) {
    active++;
    strand.state = Strand.State.READY;
    strand.wakeAgain = false;
    strand.cancelTimer();
    ready.add(strand);
  }

  void wakeLocked(Strand strand) {
    if (!session.control().isOpen()) {
      return; // its last write is on its way: whoever has the run next goes on
    }
    if (strand.state == Strand.State.WAITING) {
      makeReady(strand);
    } else if (strand.state == Strand.State.RUNNING) {
      strand.wakeAgain = true;
    }
  }

  void wake(Strand strand) {
    changed(() -> wakeLocked(strand));
  }

  void wakeWhenDone(Strand strand, CompletableFuture<?> future) {
    Futures.whenDone(future, (value, failure) -> resumeOnWorker(strand));
  }

  /** Wakes a strand from a thread that is not ours to use. */
  private void resumeOnWorker(Strand strand) {
    session
        .engine
        .tasks()
        .onWorker(
            () -> {
              Strand next = change(() -> wakeLocked(strand), true);
              if (next != null) {
                next.run();
              }
            });
  }

  /** Wakes the strands that may want a letter in this inbox. Under the lock. */
  void wakeReaders(String inbox) {
    all()
        .filter(
            strand ->
                strand.state == Strand.State.RUNNING
                    || (strand.wait != null && inbox.equals(strand.wait.inbox())))
        .toList()
        .forEach(this::wakeLocked);
  }

  /** Wakes the strands that wait for the run to be resumed. Under the lock. */
  void wakePaused() {
    all()
        .filter(strand -> strand.wait != null && strand.wait.kind() == Wait.Kind.PAUSED)
        .toList()
        .forEach(this::wakeLocked);
  }

  /** Sets the timers of strands that wait for time while the session stays. Under the lock. */
  void setTimers() {
    waiting().filter(strand -> strand.timer == null).forEach(this::setTimer);
  }

  private void setTimer(Strand strand) {
    Wait wait = strand.wait;
    if (wait != null && wait.due() != null) {
      Duration delay = Duration.between(session.time().now(), wait.due());
      RunId run = session.runId();
      strand.timer =
          session
              .time()
              .schedule(
                  delay, () -> resumeOnWorker(strand), "run " + run + ", " + wait.description());
    }
  }
}
