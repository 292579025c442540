package io.maestro.core.engine;

import static java.util.Objects.requireNonNull;

import io.maestro.codec.Payload;
import io.maestro.codec.TypeToken;
import io.maestro.message.Endpoint;
import io.maestro.run.Run;
import io.maestro.run.RunCancelledException;
import io.maestro.run.RunFailedException;
import io.maestro.run.RunId;
import io.maestro.run.RunInfo;
import io.maestro.run.RunOutcome;
import io.maestro.run.RunRejectedException;
import io.maestro.run.RunRejectedException.Reason;
import io.maestro.run.Watch;
import io.maestro.store.Delivery;
import io.maestro.store.Letter;
import io.maestro.store.RunEnd;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A handle on a run: asks the engine at each call. */
final class RunHandle<T> implements Run<T> {
  private final Engine engine;
  private final RunId id;
  private final TypeToken<T> output;
  private final CompletableFuture<RunId> accepted;

  RunHandle(Engine engine, RunId id, TypeToken<T> output, CompletableFuture<RunId> accepted) {
    this.engine = engine;
    this.id = id;
    this.output = output;
    this.accepted = accepted;
  }

  @Override
  public RunId id() {
    return id;
  }

  @Override
  public CompletableFuture<RunId> accepted() {
    return engine.tasks().handOut(accepted);
  }

  @Override
  public CompletableFuture<RunOutcome<T>> outcome() {
    return engine.tasks().handOut(end().thenApply(this::outcomeOf));
  }

  @Override
  public CompletableFuture<T> result() {
    return engine.tasks().handOut(end().thenApply(this::outcomeOf).thenApply(this::valueOf));
  }

  private CompletableFuture<RunEnd> end() {
    return accepted.thenCompose(run -> engine.outcomes().await(run));
  }

  private RunOutcome<T> outcomeOf(RunEnd end) {
    if (end.result().isPresent()) {
      return new RunOutcome.Completed<>(end.result().get().value(output, engine.codec()));
    }
    return end.failure().isPresent()
        ? new RunOutcome.Failed<>(end.failure().get())
        : new RunOutcome.Cancelled<>(end.reason());
  }

  private T valueOf(RunOutcome<T> outcome) {
    return outcome.fold(
        value -> value,
        failure -> {
          throw new RunFailedException(id, failure);
        },
        reason -> {
          throw new RunCancelledException(id, reason);
        });
  }

  @Override
  public CompletableFuture<RunInfo> info() {
    return engine.tasks().handOut(accepted.thenCompose(engine::info));
  }

  @Override
  public Watch watch(Consumer<? super RunInfo> watcher) {
    Watch watch = engine.watches().add(id, requireNonNull(watcher, "watcher"));
    Futures.whenDone(
        accepted,
        (run, refused) -> {
          if (refused == null) {
            engine.tellIfEnded(id);
          } else {
            watch.close();
          }
        });
    return watch;
  }

  @Override
  public <M> CompletableFuture<Void> send(Endpoint<M> endpoint, M message) {
    requireNonNull(endpoint, "endpoint");
    requireNonNull(message, "message");
    return engine
        .tasks()
        .handOut(
            accepted.thenCompose(
                run ->
                    delivered(
                        endpoint.name(),
                        engine.payloads().message(message, endpoint.type(), endpoint.name()))));
  }

  private CompletableFuture<Void> delivered(String inbox, Payload content) {
    Letter letter = new Letter(UUID.randomUUID().toString(), inbox, content);
    return engine.sessions().deliver(id, letter).thenAccept(this::refuseUndelivered);
  }

  private void refuseUndelivered(Delivery delivery) {
    switch (delivery) {
      case DELIVERED, DUPLICATE -> {
        // It is there.
      }
      case UNKNOWN_RUN -> throw refusal(Reason.UNKNOWN_RUN, "there is no run with this id");
      case ENDED -> throw refusal(Reason.ENDED, "it takes no more messages");
      case FULL -> throw refusal(Reason.INBOX_FULL, "its inbox is full");
    }
  }

  private RunRejectedException refusal(Reason reason, String detail) {
    return new RunRejectedException(reason, id, detail);
  }

  @Override
  public CompletableFuture<Void> cancel(String reason) {
    return control(Control.CANCEL, reason);
  }

  @Override
  public CompletableFuture<Void> pause(String reason) {
    return control(Control.PAUSE, reason);
  }

  @Override
  public CompletableFuture<Void> resume() {
    return control(Control.RESUME, "");
  }

  private CompletableFuture<Void> control(String inbox, String reason) {
    requireNonNull(reason, "reason");
    Letter letter =
        new Letter(UUID.randomUUID().toString(), inbox, Payload.of(reason, Control.REASON));
    return engine
        .tasks()
        .handOut(
            accepted
                .thenCompose(run -> engine.sessions().deliver(run, letter))
                .thenAccept(this::refuseUnknown));
  }

  private void refuseUnknown(Delivery delivery) {
    if (delivery == Delivery.UNKNOWN_RUN || delivery == Delivery.FULL) {
      refuseUndelivered(delivery); // one that has ended is left as it is
    }
  }

  @Override
  public String toString() {
    return "Run[" + id + "]";
  }
}
