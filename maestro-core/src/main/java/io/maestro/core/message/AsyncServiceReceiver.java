package io.maestro.core.message;

import static java.util.Objects.requireNonNull;

import io.maestro.message.AsyncServiceCode;
import io.maestro.message.DeadLetter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Hands questions to code that answers them later. A question keeps its place in the mailbox until
 * it is answered, so that the open stages are bounded too.
 */
record AsyncServiceReceiver<Q, P>(
    Answers answers, AsyncServiceCode<? super Q, P> code, AtomicInteger openStages)
    implements Receiver<Exchange<Q, P>> {
  AsyncServiceReceiver(Answers answers, AsyncServiceCode<? super Q, P> code) {
    this(answers, code, new AtomicInteger());
  }

  @Override
  public @Nullable Runnable take(Exchange<Q, P> exchange) {
    if (!exchange.begin(null)) {
      dropped(exchange, DeadLetter.Reason.EXPIRED);
      return null;
    }
    answers.delivered();
    openStages.incrementAndGet();
    CompletableFuture<P> work;
    try {
      work = begin(exchange);
    } catch (Throwable thrown) { // the edge of user code: everything is told to the requester
      openStages.decrementAndGet();
      return answers.failed(exchange, thrown);
    } finally {
      Thread.interrupted(); // left behind by the code
    }
    CompletionStage<P> stage = work;
    stage.whenComplete((value, failure) -> ended(exchange, value, failure));
    exchange.goesOn(work);
    return null;
  }

  private CompletableFuture<P> begin(Exchange<Q, P> exchange) throws Exception {
    CompletionStage<P> stage = code.reply(exchange.question(), exchange);
    return requireNonNull(
        requireNonNull(stage, "the service's stage is null").toCompletableFuture(),
        "the service's stage has no future");
  }

  /** On whatever thread has completed the stage. */
  private void ended(Exchange<Q, P> exchange, @Nullable P value, @Nullable Throwable failure) {
    openStages.decrementAndGet();
    Runnable publish =
        failure == null && value != null
            ? answers.replied(exchange, value)
            : answers.failed(exchange, reasonOf(failure));
    if (publish != null) {
      answers.later(publish);
    }
  }

  private static Throwable reasonOf(@Nullable Throwable failure) {
    if (failure == null) {
      return new NullPointerException("the service replied null");
    }
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  @Override
  public int inWork() {
    return openStages.get();
  }

  @Override
  public void dropped(Exchange<Q, P> exchange, DeadLetter.Reason reason) {
    answers.dropped(exchange, reason);
  }
}
