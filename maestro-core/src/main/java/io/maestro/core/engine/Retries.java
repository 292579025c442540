package io.maestro.core.engine;

import io.maestro.codec.TypeToken;
import io.maestro.flow.Workflow;
import io.maestro.run.RecordedStep;
import io.maestro.run.RunId;
import io.maestro.run.RunOptions;
import io.maestro.run.RunRejectedException;
import io.maestro.run.RunRejectedException.Reason;
import io.maestro.run.RunStatus;
import io.maestro.store.NewRun;
import io.maestro.store.RunEnd;
import io.maestro.store.RunRecord;
import io.maestro.store.StepRecord;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Starts runs that go on where failed ones stopped, or says why not. */
final class Retries {
  private static final Set<RecordedStep.Verb> HAVE_KEYS =
      EnumSet.of(RecordedStep.Verb.STEP, RecordedStep.Verb.AWAIT, RecordedStep.Verb.EFFECT);

  private final Engine engine;
  private final Starts starts;

  Retries(Engine engine, Starts starts) {
    this.engine = engine;
    this.starts = starts;
  }

  /** Starts a run that goes on where a failed one stopped. */
  <O> RunHandle<O> retry(RunId failed, TypeToken<O> output, RunOptions options) {
    RunId id =
        options.id().orElseGet(() -> RunId.of(shortened(failed) + ".retry." + shortUnique()));
    CompletableFuture<RunId> accepted = new CompletableFuture<>();
    engine
        .runs()
        .find(failed)
        .thenCombine(
            engine.runs().journal(failed),
            (found, journal) -> {
              retryFound(failed, id, options, found, journal, accepted);
              return id;
            })
        .exceptionally(
            refused -> {
              accepted.completeExceptionally(Futures.unwrapped(refused));
              return id;
            });
    return new RunHandle<>(engine, id, output, accepted);
  }

  private static String shortened(RunId id) {
    return id.value().length() > 170 ? id.value().substring(0, 170) : id.value();
  }

  private static String shortUnique() {
    return UUID.randomUUID().toString().substring(0, 8);
  }

  private void retryFound(
      RunId failed,
      RunId id,
      RunOptions options,
      Optional<RunRecord> found,
      List<StepRecord> journal,
      CompletableFuture<RunId> accepted) {
    RunRecord record =
        found.orElseThrow(
            () -> new RunRejectedException(Reason.UNKNOWN_RUN, failed, "there is no such run"));
    boolean retryable =
        record
            .end()
            .filter(end -> end.status() == RunStatus.FAILED && !end.compensated())
            .isPresent();
    if (!retryable) {
      throw new RunRejectedException(
          Reason.NOT_RETRYABLE,
          failed,
          record.status() == RunStatus.FAILED
              ? "its compensations ran, so its steps are undone; start it anew"
              : "only a run that failed can be retried; it is " + record.status());
    }
    Workflow<?, ?> workflow =
        engine
            .workflows()
            .find(record.workflow())
            .orElseThrow(
                () ->
                    new RunRejectedException(
                        Reason.NOT_REGISTERED, id, "workflow " + record.workflow()));
    starts.refuseIfPossible(id, workflow);
    starts.create(retryOf(record, id, options, journal), workflow, null, accepted);
  }

  /**
   * Returns whether a step is the one that the run failed with; others that failed were lived with.
   */
  private static boolean isWhatFailed(StepRecord step, RunRecord failed) {
    return step.state() == RecordedStep.State.FAILED
        && failed
            .end()
            .flatMap(RunEnd::failure)
            .filter(failure -> failure.step().equals(step.path()))
            .isPresent();
  }

  /**
   * Returns the steps to go on from: without the one that the run failed with and the doubts about
   * it, and with the keys of those that may have happened under the failed run's name.
   */
  private List<StepRecord> takenOver(RunRecord failed, List<StepRecord> journal) {
    Set<String> dropped =
        journal.stream()
            .filter(step -> isWhatFailed(step, failed))
            .map(StepRecord::path)
            .collect(Collectors.toSet());
    return journal.stream()
        .filter(step -> !dropped.contains(step.path()))
        .filter(step -> dropped.stream().noneMatch(path -> Doubts.isAbout(path, step.path())))
        .map(step -> keepingItsKey(failed.id(), step))
        .toList();
  }

  private StepRecord keepingItsKey(RunId failed, StepRecord step) {
    boolean mayHaveHappened =
        HAVE_KEYS.contains(step.verb())
            && step.state() == RecordedStep.State.PENDING
            && step.value().isEmpty()
            && Doubts.isInDoubt(step);
    return mayHaveHappened ? withKey(step, Verbs.ownKey(failed, step.path())) : step;
  }

  private StepRecord withKey(StepRecord step, String key) {
    return new StepRecord(
        step.path(),
        step.verb(),
        step.state(),
        step.attempts(),
        Optional.of(engine.payloads().of(key, Verbs.KEY, step.path())),
        step.failure(),
        step.dueAt(),
        step.round(),
        step.recordedAt());
  }

  private NewRun retryOf(RunRecord failed, RunId id, RunOptions options, List<StepRecord> journal) {
    return new NewRun(
        id,
        failed.workflow(),
        failed.input(),
        options.deadline().map(after -> Instants.plus(engine.time().now(), after)),
        options.tags().isEmpty() ? failed.tags() : options.tags(),
        failed.context(),
        Optional.empty(),
        takenOver(failed, journal),
        Optional.of(engine.node()),
        engine.config().lease());
  }
}
