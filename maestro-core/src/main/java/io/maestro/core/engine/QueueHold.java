package io.maestro.core.engine;

import io.maestro.flow.PipelineQueue;
import io.maestro.store.RunRecord;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A session's claim on a permit for one part of a flow: asked for when the part first has work to
 * do, so that replaying never waits. Guarded by the session's lock.
 */
final class QueueHold {
  private enum State {
    NONE,
    QUEUED,
    HELD
  }

  private final Session session;
  private final PermitQueue queue;
  private final @Nullable QueueHold outer;
  private final Set<Strand> waiting = new LinkedHashSet<>();
  private State state = State.NONE;

  QueueHold(Session session, PermitQueue queue, @Nullable QueueHold outer) {
    this.session = session;
    this.queue = queue;
    this.outer = outer;
  }

  /** Returns the queue whose permit is waited for, or null if the strand has all its permits. */
  @Nullable PermitQueue acquire(Strand strand) {
    PermitQueue before = outer == null ? null : outer.acquire(strand);
    if (before != null) {
      return before;
    }
    if (state == State.NONE) {
      state = queue.request(this, session.takeReservation(queue)) ? State.HELD : State.QUEUED;
    }
    if (state == State.QUEUED) {
      waiting.add(strand);
      return queue;
    }
    return null;
  }

  /** Returns the run that it belongs to. */
  RunRecord run() {
    return session.run();
  }

  /** Returns whether this hold, or one around it, is of a queue. */
  boolean covers(PipelineQueue other) {
    return queue.name.equals(other.name()) || (outer != null && outer.covers(other));
  }

  /** Called without any lock when the queue has granted the permit. */
  void granted() {
    session.granted(this);
  }

  /** Takes the permit, and returns the strands to wake. */
  Set<Strand> accept() {
    state = State.HELD;
    Set<Strand> woken = Set.copyOf(waiting);
    waiting.clear();
    return woken;
  }

  /** Returns whether it waits for a permit that the queue has granted. */
  boolean isDue() {
    return state == State.QUEUED && queue.hasGranted(this); // it may have left and come back
  }

  /** Gives up the permit, or the wait for one; returns who gets it, to be told outside the lock. */
  Optional<QueueHold> release() {
    boolean isQueued = state != State.NONE;
    state = State.NONE;
    waiting.clear();
    return isQueued ? queue.leave(this) : Optional.empty();
  }
}
