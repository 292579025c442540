package io.maestro.core.engine;

import io.maestro.run.RecordedStep.Verb;
import io.maestro.store.ClaimedRun;
import io.maestro.store.RunWrite;
import io.maestro.store.StaleEpochException;
import io.maestro.store.StepRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Writes a session's steps to the store, and lets code go on only when they are durable (rule 1).
 */
final class Recorder {
  private static final Duration STORE_PATIENCE = Duration.ofSeconds(1);

  private final Session session;

  Recorder(Session session, Journal journal) {
    this.session = session;
  }

  void record(
      Pass pass, Entry entry, StepRecord record, List<String> forgotten, List<String> taken) {
    RunWrite write =
        new RunWrite(
            session.lease(),
            List.of(record),
            forgotten,
            taken,
            List.of(),
            Optional.empty(),
            Optional.empty(),
            RunWrite.Ownership.KEEP);
    entry.unsaved = Entry.Unsaved.sent(record, write, send(write));
    awaitUnsaved(pass, entry);
  }

  /** Notes, on another thread's behalf, what the strand's next pass has to write first. */
  void noteUnsaved(Entry entry, StepRecord record) {
    entry.unsaved = Entry.Unsaved.notSent(record, RunWrite.step(session.lease(), record));
  }

  private CompletableFuture<Void> send(RunWrite write) {
    return session.engine.runs().write(write).toCompletableFuture();
  }

  /** Returns when a step's write is durable, or leaves the code until it is. */
  void awaitUnsaved(Pass pass, Entry entry) {
    Entry.Unsaved unsaved = entry.unsaved;
    if (unsaved == null) {
      return;
    }
    CompletableFuture<Void> written = unsaved.written().orElseGet(() -> send(unsaved.write()));
    entry.unsaved = Entry.Unsaved.sent(unsaved.record(), unsaved.write(), written);
    if (!written.isDone()) {
      awaitWrite(pass, entry, written);
    }
    if (written.isCompletedExceptionally()) {
      throw notWritten(pass, entry, unsaved, written);
    }
    confirmed(pass, entry, unsaved);
  }

  private void awaitWrite(Pass pass, Entry entry, CompletableFuture<Void> written) {
    if (!session.engine.waitsAreCheap()) {
      session.strands().wakeWhenDone(pass.strand, written);
      throw pass.leave(Wait.write(null, "the recording of " + entry.path));
    }
    try {
      session.time().await(written);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      session.strands().wakeWhenDone(pass.strand, written);
      throw pass.leave(Wait.write(null, "the recording of " + entry.path));
    } catch (ExecutionException failed) {
      // The caller looks at the future itself.
    }
  }

  /** Notes a step that the store has recorded by itself. */
  void recorded(Pass pass, Entry entry, StepRecord record) {
    entry.record = record;
    pass.strand.wroteHere = true;
    session.progress().recorded(record);
  }

  /** Leaves the code because the store did not take a step: to try again, or for good. */
  Unwind notTaken(Pass pass, String path, Throwable cause) {
    if (cause instanceof StaleEpochException) {
      session.engine.sessions().lost(session, cause);
      return pass.leave(Wait.STOPPED);
    }
    session.problem("the recording of " + path, cause);
    return pass.leave(Wait.write(session.after(STORE_PATIENCE), "the store to take " + path));
  }

  private Unwind notWritten(
      Pass pass, Entry entry, Entry.Unsaved unsaved, CompletableFuture<Void> written) {
    entry.unsaved = Entry.Unsaved.notSent(unsaved.record(), unsaved.write());
    return notTaken(pass, entry.path, Futures.failureOf(written));
  }

  private void confirmed(Pass pass, Entry entry, Entry.Unsaved unsaved) {
    entry.record = unsaved.record();
    entry.unsaved = null;
    pass.strand.wroteHere = true;
    unsaved.write().forgotten().forEach(session::forget);
    if (entry.verb == Verb.STAGE) {
      session.forget(entry.path + "/"); // history: the store keeps it, nobody asks for it again
    }
    session.progress().recorded(unsaved.record());
  }

  /**
   * Returns whether a former owner may have left an attempt of this step in flight, which then
   * counts: true once, for each of the first unrecorded steps after a takeover.
   */
  boolean mayHaveBeenInFlight(Pass pass, Entry entry) {
    if (session.claimed().past() == ClaimedRun.Past.RELEASED
        || pass.strand.wroteHere
        || entry.inFlightCounted) {
      return false;
    }
    entry.inFlightCounted = true;
    return !isEarly(entry); // it waited for its next attempt
  }

  private boolean isEarly(Entry entry) {
    return entry.record != null
        && entry.record.dueAt().filter(due -> due.isAfter(session.time().now())).isPresent();
  }
}
