package io.maestro.core.engine;

import io.maestro.time.Timer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a run that goes on side by side with others: the root, a branch, an item of an {@code
 * each}, or the compensations. State is guarded by the session's lock.
 */
final class Strand extends Joinable {
  enum State {
    /** Made, and not to be run before its group says so. */
    NEW,
    /** To be run by a worker. */
    READY,
    /** Run by a worker. */
    RUNNING,
    /** Left until it is woken. */
    WAITING,
    /** Over. */
    DONE
  }

  final Session session;
  final String path;
  final Instant startNow;
  private final StrandCode code;

  State state = State.NEW;
  @Nullable Pass pass;
  @Nullable Pass forkedBy;
  @Nullable Wait wait;
  @Nullable Timer timer;
  @Nullable Group group;
  boolean wakeAgain;
  @Nullable Object value;
  @Nullable Throwable thrown;
  Instant endNow;

  /** How many verbs the longest pass has passed. Belongs to the current pass. */
  int verbsPassed;

  /** Whether anything was recorded by this strand in this session. Belongs to the current pass. */
  boolean wroteHere;

  /** The error with which a part of its code is over, whoever catches it; null if none is. */
  @Nullable Error lastWord;

  /** What undoes the work of the latest pass, in the order of registration. */
  List<Compensation> compensations = List.of();

  Strand(Session session, String path, Instant startNow, StrandCode code) {
    this.session = session;
    this.path = path;
    this.startNow = startNow;
    this.endNow = startNow;
    this.code = code;
  }

  /** Enters the code, and goes on with whichever strand that makes ready, on the same thread. */
  void run() {
    Strand next = this;
    while (next != null) {
      next = next.session.strands().runOnce(next);
    }
  }

  Pass beginPass() {
    Pass begun = new Pass(this, startNow);
    state = State.RUNNING;
    pass = begun;
    wait = null;
    compensations = new ArrayList<>(0);
    return begun;
  }

  Object enter(Pass current) throws Exception {
    return code.run(current);
  }

  /** Forgets what was registered by code that is history now. */
  void forgetCompensations(int from) {
    compensations.subList(from, compensations.size()).clear();
  }

  boolean isActive() {
    return state == State.READY || state == State.RUNNING;
  }

  @Override
  boolean isDone() {
    return state == State.DONE;
  }

  void cancelTimer() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  @Override
  public String toString() {
    return path.isEmpty() ? "(root)" : path;
  }
}
