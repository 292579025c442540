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
    hasStarted = true;
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
    session.engine.listeners().stepRecorded(session.runId(), step);
    session.engine.watches().changed(session.runId(), this::info);
  }

  /** Tells of a new status, if it is one. */
  void changed() {
    if (!session.engine.isWatched(session.runId())) {
      return; // most runs are not: don't even find out their status
    }
    RunInfo info = info();
    boolean isNew =
        session.locked(
            () -> {
              boolean differs = told != info.status() && !session.isGone();
              told = info.status();
              return differs;
            });
    if (isNew) {
      session.engine.listeners().runChanged(info);
      session.engine.watches().changed(session.runId(), this::info);
    }
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
