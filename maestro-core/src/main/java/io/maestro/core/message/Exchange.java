package io.maestro.core.message;

import io.maestro.error.ClosedException;
import io.maestro.message.Envelope;
import io.maestro.message.RequestContext;
import io.maestro.message.RequestFailedException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A question and its one end. Whatever ends it first - the reply, a failure, the time, the host -
 * takes it out of the open requests and tells the code that works on it.
 *
 * <p>The monitor guards the phase and the thread, so that a thread is never interrupted after it
 * has left the question.
 */
final class Exchange<Q, P> implements RequestContext {
  private enum Phase {
    WAITING,
    IN_WORK,
    OVER
  }

  private final Office office;
  private final OpenRequests open;
  private final Optional<RequestScope> scope;
  private final Envelope envelope;
  private final Q question;
  private final Duration atMost;
  private final long due;
  private final PendingReply<P> reply;
  private volatile Phase phase = Phase.WAITING;
  private @Nullable Thread thread;
  private @Nullable CompletableFuture<?> stage;

  Exchange(
      Messages messages,
      Optional<RequestScope> scope,
      Envelope envelope,
      Q question,
      Duration atMost) {
    this.office = messages.office;
    this.open = messages.requests;
    this.scope = scope;
    this.envelope = envelope;
    this.question = question;
    this.atMost = atMost;
    this.due = office.setup.time().nanos() + atMost.toNanos();
    this.reply = new PendingReply<>(envelope.address());
  }

  /** Makes it an open request whose end is certain. */
  void open() {
    CompletionStage<P> ofTheHost = reply;
    ofTheHost.whenComplete(this::published);
    scope.ifPresent(requester -> requester.add(this));
    try {
      open.add(this);
    } catch (ClosedException closed) {
      failAtOnce(Ends.closed(envelope.address()));
    }
    if (isOver()) { // its requester was cancelled before it was among the open ones
      open.remove(this);
    }
  }

  long due() {
    return due;
  }

  PendingReply<P> reply() {
    return reply;
  }

  Q question() {
    return question;
  }

  @Override
  public Envelope envelope() {
    return envelope;
  }

  @Override
  public boolean isOver() {
    return phase == Phase.OVER;
  }

  /* ------------------------------------------------------------------- the code's side */

  /**
   * Begins to work on the question.
   *
   * @param holds the thread to interrupt when the request is over, or null
   * @return false if it is not to be handed over any more
   */
  boolean begin(@Nullable Thread holds) {
    if (office.setup.time().nanos() - due >= 0) {
      timeOut();
    }
    synchronized (this) {
      if (phase != Phase.WAITING) {
        return false;
      }
      phase = Phase.IN_WORK;
      thread = holds;
      return true;
    }
  }

  /** The thread has left the question. */
  synchronized void left() {
    thread = null;
    Thread.interrupted(); // ours, or one the code left behind: meant for this question alone
  }

  /** The work goes on without a thread. */
  void goesOn(CompletableFuture<?> work) {
    synchronized (this) {
      stage = work;
    }
    if (isOver()) { // it was, before there was a stage to tell
      cancel(work);
    }
  }

  /**
   * Ends the request with its reply; the caller publishes it.
   *
   * @return false if it was over
   */
  boolean replied(P value) {
    boolean first = end();
    if (first) {
      reply.settle(value, null);
    }
    return first;
  }

  /**
   * Ends the request with a failure; the caller publishes it.
   *
   * @return false if it was over
   */
  boolean failed(RequestFailedException failure) {
    boolean first = end();
    if (first) {
      reply.settle(null, failure);
    }
    return first;
  }

  /* ------------------------------------------------------------------- the other ends */

  /** Ends the request on a thread that must not run what depends on the reply. */
  void fail(RequestFailedException failure) {
    if (failed(failure)) {
      office.setup.completions().execute(reply::publish);
    }
  }

  /** Ends the request before anybody has seen its future. */
  void failAtOnce(RequestFailedException failure) {
    if (failed(failure)) {
      reply.publish();
    }
  }

  /** Its time is over. */
  void timeOut() {
    fail(Ends.timeout(envelope.address(), atMost));
  }

  /** The host's future is complete: by us, or by the host, who then wants no reply. */
  private void published(@Nullable P value, @Nullable Throwable failure) {
    reply.settle(value, failure);
    end();
  }

  private boolean end() {
    synchronized (this) {
      if (phase == Phase.OVER) {
        return false;
      }
      phase = Phase.OVER;
      if (thread != null) {
        thread.interrupt();
      }
    }
    scope.ifPresent(requester -> requester.remove(this));
    open.remove(this);
    stopStage();
    return true;
  }

  private void stopStage() {
    CompletableFuture<?> work;
    synchronized (this) {
      work = stage;
    }
    if (work != null && !work.isDone()) {
      office.setup.workers().execute(() -> cancel(work)); // calls host code
    }
  }

  private void cancel(CompletableFuture<?> work) {
    try {
      work.cancel(true);
    } catch (RuntimeException | Error thrown) { // what depends on it is the host's
      office.setup.problems().accept("cancelling a reply of " + envelope.address(), thrown);
    }
  }
}
