package io.maestro.core.engine;

import io.maestro.flow.Workflow;
import io.maestro.run.RunId;
import io.maestro.run.RunInfo;
import io.maestro.run.RunStatus;
import io.maestro.store.ClaimedRun;
import io.maestro.store.Delivery;
import io.maestro.store.HeldRun;
import io.maestro.store.Lease;
import io.maestro.store.Letter;
import io.maestro.store.Renewal;
import io.maestro.store.RunEnd;
import io.maestro.store.RunRecord;
import io.maestro.store.RunWrite;
import io.maestro.store.Standing;
import io.maestro.store.StepRecord;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The sessions of a node: how they come, get their letters, and go. Thread-safe. */
final class Sessions {
  private final Engine engine;
  private final Map<RunId, Session> sessions = new ConcurrentHashMap<>();
  private final Arrivals arrivals = new Arrivals();

  Sessions(Engine engine) {
    this.engine = engine;
  }

  Collection<Session> all() {
    return sessions.values();
  }

  boolean isEmpty() {
    return sessions.isEmpty();
  }

  Optional<Session> find(RunId run) {
    return Optional.ofNullable(sessions.get(run));
  }

  Collection<HeldRun> held() {
    return sessions.values().stream().map(Session::held).toList();
  }

  /** Returns how many more runs this node may hold in memory. */
  int room() {
    return engine.config().limits().maxLiveRuns() - sessions.size();
  }

  /** Begins to take over runs; to be ended with what it returns. */
  long beginTakeover() {
    return arrivals.begin();
  }

  void endTakeover(long takeover) {
    arrivals.end(takeover);
    engine.shutdown().looksAgain();
  }

  boolean takesOver() {
    return !arrivals.isIdle();
  }

  /** Takes over a run that the store gave to this node. */
  void open(ClaimedRun claimed, long takeover) {
    Optional<Workflow<?, ?>> workflow = engine.workflows().find(claimed.run().workflow());
    workflow.ifPresent(known -> open(new Session(engine, claimed, known, null), takeover));
  }

  /** Takes over a run that this node has just created. */
  void opened(
      RunRecord run,
      Workflow<?, ?> workflow,
      @Nullable PermitQueue place,
      List<StepRecord> journal,
      long takeover) {
    Lease lease = new Lease(run.id(), engine.node(), run.epoch());
    ClaimedRun claimed =
        new ClaimedRun(lease, run, journal, List.of(), 0, ClaimedRun.Past.RELEASED);
    engine.listeners().runAccepted(run.info());
    open(new Session(engine, claimed, workflow, place), takeover);
  }

  private void open(Session session, long takeover) {
    Session former = sessions.put(session.runId(), session);
    if (former != null && !former.isDeparting()) { // its lease has run out before it was renewed
      former.leave(Optional.empty());
      dropped(former, new IllegalStateException("the lease is void: " + former.lease()));
    }
    session.arrive();
    engine.heartbeat().need();
    session.open(arrivals.take(session.runId(), takeover));
  }

  /** Lets go of a session after its last write. */
  void departed(Session session, RunWrite write) {
    if (!letGo(session, write.end().map(RunEnd::status))) {
      return;
    }
    write
        .end()
        .ifPresentOrElse(
            end -> ended(session, end), () -> rested(session, write.next().orElseThrow()));
    write.sent().forEach(sent -> arrived(sent.to(), sent.letter()));
    engine.shutdown().sessionLeft(session, write.end().isPresent());
  }

  private void ended(Session session, RunEnd end) {
    List<String> forgotten = end.result().isPresent() ? session.notAskedFor() : List.of();
    engine.recovery().ended(session.runId(), forgotten);
    if (!forgotten.isEmpty()) {
      engine.listeners().stepsNotAskedFor(session.runId(), forgotten);
    }
    engine.outcomes().ended(session.runId(), end);
    if (engine.isWatched(session.runId())) {
      RunInfo before = session.progress().info();
      RunInfo last =
          new RunInfo(
              before.id(),
              before.workflow(),
              end.status(),
              before.createdAt(),
              Optional.of(engine.time().now()),
              before.tags(),
              before.progress(),
              "",
              end.failure());
      engine.watches().ended(last);
      session.progress().tell(() -> engine.listeners().runEnded(last));
    }
  }

  private void rested(Session session, Standing standing) {
    if (session.missedLetter()) { // it came between the decision to rest and the write
      engine.claimer().look();
    }
    standing
        .dueAt()
        .ifPresent(at -> engine.claimer().lookIn(Duration.between(engine.time().now(), at)));
  }

  /** Ends a session, once. */
  private boolean letGo(Session session, Optional<RunStatus> end) {
    session.leave(end);
    boolean wasHere = sessions.remove(session.runId(), session);
    if (wasHere) {
      engine.claimer().roomAgain();
    }
    return wasHere;
  }

  /** Drops a session whose run belongs to somebody else now. */
  void lost(Session session, Throwable cause) {
    if (letGo(session, Optional.empty())) {
      dropped(session, cause);
      engine.shutdown().sessionLeft(session, false);
    }
  }

  private void dropped(Session session, Throwable cause) {
    session.attempts().cancelAll(CancelCause.SHUTDOWN);
    engine.listeners().problem("run " + session.runId() + " was lost to another owner", cause);
  }

  void lost(Lease lease) {
    Session session = sessions.get(lease.run());
    // One that is departing finds out itself, and may just have given the lease back.
    if (session != null && session.lease().equals(lease) && !session.isDeparting()) {
      lost(session, new IllegalStateException("the lease is void: " + lease));
    }
  }

  CompletableFuture<Delivery> deliver(RunId to, Letter letter) {
    if (engine.shutdown().isOver()) {
      return CompletableFuture.failedFuture(Engine.closed(to));
    }
    return engine
        .runs()
        .deliver(to, letter)
        .thenApply(
            delivery -> {
              if (delivery == Delivery.DELIVERED) {
                arrived(to, letter);
              }
              return delivery;
            })
        .toCompletableFuture();
  }

  /** Takes in letters that another node has delivered to a run that this one owns. */
  void arrived(Renewal.Mail mail) {
    find(mail.run()).ifPresent(session -> session.accept(mail));
  }

  private void arrived(RunId to, Letter letter) {
    Session session = sessions.get(to);
    if (session == null) {
      arrivals.keep(to, letter);
      session = sessions.get(to); // it may have come meanwhile
    }
    if (session == null || !session.accept(letter)) {
      engine.claimer().look();
    }
  }
}
