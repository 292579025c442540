package io.maestro.core.engine;

import io.maestro.run.Failure;
import io.maestro.run.Progress;
import io.maestro.run.RunInfo;
import io.maestro.run.RunStatus;
import io.maestro.store.StepRecord;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** What a session tells of itself: status and progress, to those who ask, watch or listen. */
final class SessionProgress {
  private final Session session;
  private final InOrder inOrder = new InOrder();
  private final AtomicReference<Progress> progress;
  private volatile boolean hasStarted;
  private RunStatus told = RunStatus.QUEUED;

  SessionProgress(Session session) {
    this.session = session;
    this.progress = new AtomicReference<>(session.run().standing().progress());
    this.hasStarted = !session.claimed().journal().isEmpty();
  }

  Progress now() {
    return progress.get();
  }

  boolean hasStarted() {
    return hasStarted;
  }

  /** New work begins. */
  void started() {
    if (!hasStarted) {
      hasStarted = true;
      tellLedger();
    }
  }

  void at(String path) {
    progress.updateAndGet(now -> new Progress(now.steps(), path, 0, 0, ""));
  }

  void report(String path, long done, long total, String note) {
    progress.updateAndGet(now -> new Progress(now.steps(), path, done, total, note));
    session.engine.watches().changed(session.runId(), this::info);
  }

  void recorded(StepRecord step) {
    int more = step.state().isFinal() ? 1 : 0;
    progress.updateAndGet(
        now -> new Progress(now.steps() + more, now.path(), now.done(), now.total(), now.note()));
    if (more > 0) {
      session.engine.overview().stepRecorded();
    }
    if (session.engine.isWatched(session.runId())) {
      tell(() -> session.engine.listeners().stepRecorded(session.runId(), step));
      session.engine.watches().changed(session.runId(), this::info);
    }
  }

  /** Tells the listeners something, after what they were told before of this run. */
  void tell(Runnable news) {
    inOrder.add(news);
    inOrder.run();
  }

  /** Tells of a new status, if it is one. */
  void changed() {
    tellLedger();
    if (!session.engine.isWatched(session.runId())) {
      return; // most runs are not: don't even find out their status
    }
    boolean isNew = session.locked(this::noteNewStatus);
    inOrder.run();
    if (isNew) {
      session.engine.watches().changed(session.runId(), this::info);
    }
  }

  /** Tells what the run is doing, if it works on a strategy: few do. */
  private void tellLedger() {
    if (session.worksOn().isPresent()) {
      session.locked(() -> session.engine.ledger().status(session, status()));
    }
  }

  private boolean noteNewStatus() {
    RunInfo info = info();
    boolean isNew = told != info.status() && !session.isGone();
    if (isNew) {
      told = info.status();
      inOrder.add(() -> session.engine.listeners().runChanged(info)); // told after the lock is free
    }
    return isNew;
  }

  RunInfo info() {
    return session.locked(
        () ->
            new RunInfo(
                session.runId(),
                session.run().workflow(),
                status(),
                session.run().createdAt(),
                Optional.empty(),
                session.run().tags(),
                progress.get(),
                waitingFor(),
                Optional.<Failure>empty()));
  }

  private RunStatus status() {
    if (session.control().isPaused() && !session.control().isStopping()) {
      return RunStatus.PAUSED;
    }
    if (!hasStarted) {
      return RunStatus.QUEUED;
    }
    return session.strands().isActive() ? RunStatus.RUNNING : RunStatus.WAITING;
  }

  private String waitingFor() {
    if (session.strands().isActive()) {
      return "";
    }
    return session
        .strands()
        .waiting()
        .map(strand -> Objects.requireNonNull(strand.wait))
        .filter(wait -> wait.kind() != Wait.Kind.BRANCH)
        .map(Wait::description)
        .sorted()
        .distinct()
        .limit(10)
        .collect(Collectors.joining(", "));
  }
}
