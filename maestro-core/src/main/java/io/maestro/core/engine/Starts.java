package io.maestro.core.engine;

import io.maestro.codec.Payload;
import io.maestro.codec.TypeToken;
import io.maestro.flow.PipelineQueue;
import io.maestro.flow.Workflow;
import io.maestro.run.RunId;
import io.maestro.run.RunOptions;
import io.maestro.run.RunRejectedException;
import io.maestro.run.RunRejectedException.Reason;
import io.maestro.store.Creation;
import io.maestro.store.NewRun;
import io.maestro.store.RunRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Starts runs, or says why not. */
final class Starts {
  private final Engine engine;

  Starts(Engine engine) {
    this.engine = engine;
  }

  /**
   * Starts a run.
   *
   * @param queue the queue in which it needs a place, or null
   */
  <I, O> RunHandle<O> start(
      Workflow<I, O> workflow, I input, RunOptions options, @Nullable PipelineQueue queue) {
    RunId id = options.id().orElseGet(() -> madeUp(workflow.name()));
    CompletableFuture<RunId> accepted = new CompletableFuture<>();
    try {
      refuseIfPossible(id, workflow);
      PermitQueue place = reserve(id, queue);
      NewRun run = newRun(id, workflow, input, options);
      create(run, workflow, place, accepted);
    } catch (RuntimeException refused) {
      accepted.completeExceptionally(refused);
    }
    return new RunHandle<>(engine, id, workflow.outputType(), accepted);
  }

  private static RunId madeUp(String workflow) {
    String readable = workflow.length() > 150 ? workflow.substring(0, 150) : workflow;
    return RunId.of(readable + "." + UUID.randomUUID());
  }

  void refuseIfPossible(RunId id, Workflow<?, ?> workflow) {
    if (engine.isStopping()) {
      throw new RunRejectedException(Reason.CLOSED, id, "the maestro is shutting down");
    }
    if (!engine.workflows().isRegistered(workflow)) {
      throw new RunRejectedException(
          Reason.NOT_REGISTERED, id, engine.workflows().whyNotRegistered(workflow));
    }
    if (engine.sessions().room() <= 0) {
      throw new RunRejectedException(
          Reason.TOO_MANY_RUNS,
          id,
          "limits.maxLiveRuns = "
              + engine.config().limits().maxLiveRuns()
              + " runs are live; wait, or raise the limit");
    }
  }

  private @Nullable PermitQueue reserve(RunId id, @Nullable PipelineQueue queue) {
    if (queue == null) {
      return null;
    }
    PermitQueue place = engine.permits().queue(queue);
    if (!place.reserve()) {
      throw new RunRejectedException(
          Reason.QUEUE_FULL, id, "queue " + place.name + " is full; wait, or raise its capacity");
    }
    return place;
  }

  private <I> NewRun newRun(RunId id, Workflow<I, ?> workflow, I input, RunOptions options) {
    Optional<Instant> deadline =
        options.deadline().map(after -> Instants.plus(engine.time().now(), after));
    return new NewRun(
        id,
        workflow.name(),
        engine.payloads().of(input, workflow.inputType(), "(input)"),
        deadline,
        options.tags(),
        callersContext(),
        Optional.empty(),
        List.of(),
        Optional.of(engine.node()),
        engine.config().lease());
  }

  private static Map<String, String> callersContext() {
    Map<String, String> context = MDC.getCopyOfContextMap();
    if (context == null || context.isEmpty()) {
      return Map.of();
    }
    context.values().removeIf(java.util.Objects::isNull);
    return context;
  }

  void create(
      NewRun run,
      Workflow<?, ?> workflow,
      @Nullable PermitQueue place,
      CompletableFuture<RunId> accepted) {
    long takeover = engine.sessions().beginTakeover();
    engine
        .runs()
        .create(run)
        .whenComplete(
            (creation, failure) -> {
              try {
                created(run, workflow, place, accepted, takeover, creation, failure);
              } finally {
                engine.sessions().endTakeover(takeover);
              }
            });
  }

  private void created(
      NewRun run,
      Workflow<?, ?> workflow,
      @Nullable PermitQueue place,
      CompletableFuture<RunId> accepted,
      long takeover,
      @Nullable Creation creation,
      @Nullable Throwable failure) {
    boolean isNew = creation != null && creation.isNew();
    if (!isNew && place != null) {
      place.cancelReservation();
    }
    if (creation == null) {
      accepted.completeExceptionally(
          Futures.unwrapped(
              failure == null ? new IllegalStateException("the store gave nothing") : failure));
    } else if (isNew) {
      engine.sessions().opened(creation.run(), workflow, place, run.journal(), takeover);
      accepted.complete(run.id());
    } else {
      sameOrRefused(run, creation.run(), workflow.inputType(), accepted);
    }
  }

  private void sameOrRefused(
      NewRun run, RunRecord there, TypeToken<?> input, CompletableFuture<RunId> accepted) {
    boolean same =
        there.workflow().equals(run.workflow())
            && engine.payloads().same(there.input(), run.input(), input);
    if (same) {
      engine.claimer().look(); // it may be claimable, and this node asks for it
      accepted.complete(run.id());
    } else {
      accepted.completeExceptionally(
          new RunRejectedException(
              Reason.NAME_TAKEN,
              run.id(),
              "a run of workflow "
                  + there.workflow()
                  + " with another input has this name; choose another name"));
    }
  }

  CompletableFuture<Creation> createChild(
      RunRecord parent,
      RunId child,
      Workflow<?, ?> workflow,
      Payload input,
      NewRun.ParentCall call) {
    NewRun run =
        new NewRun(
            child,
            workflow.name(),
            input,
            parent.deadline(),
            parent.tags(),
            parent.context(),
            Optional.of(call),
            List.of(),
            Optional.of(engine.node()),
            engine.config().lease());
    long takeover = engine.sessions().beginTakeover();
    return engine
        .runs()
        .create(run)
        .thenApply(
            creation -> {
              if (creation.isNew()) {
                engine.sessions().opened(creation.run(), workflow, null, List.of(), takeover);
              }
              return creation;
            })
        .whenComplete((creation, failure) -> engine.sessions().endTakeover(takeover))
        .toCompletableFuture();
  }
}
