package io.maestro.testkit;

import static java.util.Objects.requireNonNull;

import io.maestro.StrategyMaestro;
import io.maestro.message.Endpoint;
import io.maestro.message.Envelope;
import io.maestro.message.Service;
import io.maestro.message.Subscription;
import io.maestro.message.Topic;
import io.maestro.testkit.expect.MessagesExpectation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Listens at an address and keeps what comes, with its envelopes, in the order in which it came.
 * Thread-safe. Its maestro closes it, if the test does not.
 *
 * <pre>{@code
 * MessageProbe<Change> probe = MessageProbe.subscribing(maestro, CHANGES);
 * ...
 * assertEquals(List.of(new Change("calm", "wild")), time.get(probe.first(1)));
 * }</pre>
 *
 * @param <M> the type of the messages
 */
public final class MessageProbe<M> implements AutoCloseable {
  /**
   * A message as it came.
   *
   * @param message the message
   * @param envelope its envelope
   * @param <M> the type of the message
   */
  public record Received<M>(M message, Envelope envelope) {}

  private record Waiter<M>(int count, CompletableFuture<List<M>> future) {}

  private final List<Received<M>> received = new ArrayList<>();
  private final List<Waiter<M>> waiters = new ArrayList<>();
  private final CompletableFuture<Subscription> subscription = new CompletableFuture<>();

  private MessageProbe() {}

  /** Returns a probe that subscribes to a topic. */
  public static <M> MessageProbe<M> subscribing(StrategyMaestro maestro, Topic<M> topic) {
    MessageProbe<M> probe = new MessageProbe<>();
    probe.subscription.complete(maestro.communication().subscribe(topic, probe::keep));
    return probe;
  }

  /** Returns a probe that handles an endpoint. */
  public static <M> MessageProbe<M> handling(StrategyMaestro maestro, Endpoint<M> endpoint) {
    MessageProbe<M> probe = new MessageProbe<>();
    probe.subscription.complete(maestro.communication().handle(endpoint, probe::keep));
    return probe;
  }

  /** Returns a probe that answers the questions of a service, and keeps them. */
  public static <Q, P> MessageProbe<Q> serving(
      StrategyMaestro maestro, Service<Q, P> service, Function<? super Q, ? extends P> answer) {
    requireNonNull(answer, "answer");
    MessageProbe<Q> probe = new MessageProbe<>();
    probe.subscription.complete(
        maestro
            .communication()
            .serve(
                service,
                (question, request) -> {
                  probe.keep(question, request.envelope());
                  return answer.apply(question);
                }));
    return probe;
  }

  private void keep(M message, Envelope envelope) {
    List<Waiter<M>> content;
    List<M> all;
    synchronized (this) {
      received.add(new Received<>(message, envelope));
      all = messages();
      content = waiters.stream().filter(waiter -> waiter.count() <= all.size()).toList();
      waiters.removeAll(content);
    }
    content.forEach(waiter -> waiter.future().complete(all.subList(0, waiter.count())));
  }

  /**
   * Returns the first messages, as soon as so many have come; to be waited for with {@code
   * time.get}.
   *
   * @param count 0 or more
   */
  public CompletableFuture<List<M>> first(int count) {
    if (count < 0) {
      throw new IllegalArgumentException("so few messages can't come: " + count);
    }
    Waiter<M> waiter = new Waiter<>(count, new CompletableFuture<>());
    synchronized (this) {
      if (received.size() < count) {
        waiters.add(waiter);
        return waiter.future();
      }
    }
    return CompletableFuture.completedFuture(messages().subList(0, count));
  }

  /** Returns what has come so far. */
  public synchronized List<Received<M>> received() {
    return List.copyOf(received);
  }

  /** Returns the messages that have come so far. */
  public List<M> messages() {
    return received().stream().map(Received::message).toList();
  }

  /** Returns the envelopes of what has come so far. */
  public List<Envelope> envelopes() {
    return received().stream().map(Received::envelope).toList();
  }

  /** Returns what has come so far, to be compared with what the test expects. */
  public MessagesExpectation<M> expect() {
    return new MessagesExpectation<>(messages());
  }

  /** Listens no more; what has come is kept. Idempotent. */
  @Override
  public void close() {
    subscription.join().close();
  }
}
