package io.maestro.core.engine;

import io.maestro.codec.CodecException;
import io.maestro.codec.Payload;
import io.maestro.error.LimitExceededException;
import io.maestro.run.Failure;
import io.maestro.run.Progress;
import io.maestro.run.RunStatus;
import io.maestro.store.Letter;
import io.maestro.store.NewRun;
import io.maestro.store.RunEnd;
import io.maestro.store.RunWrite;
import io.maestro.store.StaleEpochException;
import io.maestro.store.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** The last write of a session: the run ends, or rests in the store until it is due. */
final class Departure {
  private static final Duration WORTH_RESTING = Duration.ofSeconds(1);
  private static final Duration STORE_PATIENCE = Duration.ofSeconds(1);

  private final Session session;
  private final RunWrite write;

  private Departure(Session session, RunWrite write) {
    this.session = session;
    this.write = write;
  }

  /** Returns whether nothing that only this session knows of will wake it soon. Under the lock. */
  static boolean canRestInStore(Session session) {
    Instant soon = session.after(WORTH_RESTING);
    return session
        .strands()
        .waiting()
        .map(strand -> Objects.requireNonNull(strand.wait))
        .allMatch(
            wait ->
                wait.kind() != Wait.Kind.RESIDENT
                    && wait.kind() != Wait.Kind.WRITE
                    && (wait.due() == null || wait.due().isAfter(soon)));
  }

  static Departure rest(Session session, List<String> used, boolean paused) {
    List<Wait> waits =
        session.strands().waiting().map(strand -> Objects.requireNonNull(strand.wait)).toList();
    Set<String> inboxes =
        waits.stream()
            .flatMap(wait -> Optional.ofNullable(wait.inbox()).stream())
            .collect(Collectors.toSet());
    Standing standing =
        new Standing(
            paused ? RunStatus.PAUSED : RunStatus.WAITING,
            paused ? session.run().deadline() : earliest(session, waits),
            paused ? Set.of() : inboxes,
            session.progress().now(),
            paused ? "being resumed" : describe(waits));
    return new Departure(session, released(session, used, standing));
  }

  private static Optional<Instant> earliest(Session session, List<Wait> waits) {
    return java.util.stream.Stream.concat(
            waits.stream().flatMap(wait -> wait.dueAt().stream()),
            session.run().deadline().stream())
        .min(Instant::compareTo);
  }

  private static String describe(List<Wait> waits) {
    return waits.stream()
        .filter(wait -> wait.kind() != Wait.Kind.BRANCH)
        .map(Wait::description)
        .sorted()
        .limit(10)
        .collect(Collectors.joining(", "));
  }

  /** Gives the run up, to be taken over by anybody at once. */
  static Departure release(Session session, List<String> used, boolean paused) {
    Progress progress = session.progress().now();
    Standing standing =
        paused
            ? new Standing(
                RunStatus.PAUSED, session.run().deadline(), Set.of(), progress, "being resumed")
            : new Standing(
                session.progress().hasStarted() ? RunStatus.RUNNING : RunStatus.QUEUED,
                Optional.of(session.time().now()),
                Set.of(),
                progress,
                "");
    return new Departure(session, released(session, used, standing));
  }

  private static RunWrite released(Session session, List<String> used, Standing standing) {
    return new RunWrite(
        session.lease(),
        List.of(),
        List.of(),
        used,
        List.of(),
        Optional.of(standing),
        Optional.empty(),
        RunWrite.Ownership.RELEASE);
  }

  static Departure succeed(Session session) {
    Object value = Objects.requireNonNull(session.strands().root().value, "value");
    RunEnd end;
    try {
      Payload result = session.payload(value, session.outputType(), "(result)");
      end = new RunEnd(RunStatus.SUCCEEDED, Optional.of(result), Optional.empty(), "", false);
    } catch (CodecException | LimitExceededException unstorable) {
      Failure failure = Failure.of(Failure.Kind.LIMIT, "(result)", 1, unstorable);
      end = StopCause.failed(failure).end(false);
    }
    return new Departure(session, ended(session, end));
  }

  static Departure end(Session session, StopCause cause) {
    Optional<Strand> compensator = session.strands().compensator();
    return new Departure(session, ended(session, cause.end(compensator.isPresent())));
  }

  private static RunWrite ended(Session session, RunEnd end) {
    return new RunWrite(
        session.lease(),
        List.of(),
        List.of(),
        List.of(),
        session.run().parent().map(parent -> List.of(news(session, parent))).orElse(List.of()),
        Optional.of(
            new Standing(
                RunStatus.RUNNING, Optional.empty(), Set.of(), session.progress().now(), "")),
        Optional.of(end),
        RunWrite.Ownership.RELEASE);
  }

  private static RunWrite.Addressed news(Session session, NewRun.ParentCall parent) {
    return new RunWrite.Addressed(
        parent.run(), new Letter("end:" + session.runId(), parent.inbox(), Payload.none()));
  }

  /** Writes, and then lets the session go. */
  void depart() {
    CompletableFuture<Void> written = session.engine.runs().write(write).toCompletableFuture();
    session.engine.tasks().after(written, () -> departed(written));
  }

  private void departed(CompletableFuture<Void> written) {
    if (!written.isCompletedExceptionally()) {
      session.engine.sessions().departed(session, write);
      return;
    }
    Throwable cause = Futures.failureOf(written);
    if (cause instanceof StaleEpochException) {
      session.engine.sessions().lost(session, cause);
    } else {
      session.problem("the last write", cause);
      session
          .time()
          .schedule(STORE_PATIENCE, this::depart, "the store to take run " + session.runId());
    }
  }
}
