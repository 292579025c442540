package io.maestro.message;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Messages between the parts of a host, at most once: a message is handed over once or not at all,
 * nothing is written down, and what waits is gone when the maestro is closed or the process ends.
 * What must survive that is sent to a run's inbox, by {@code Run.send}.
 *
 * <p>{@link #send} reaches exactly one handler, {@link #broadcast} every subscriber, {@link
 * #request} brings a reply and always completes. Messages are live objects that the receiver
 * shares: use immutable types.
 *
 * <p><b>Ordering:</b> what one thread sends to one address reaches a subscriber in that order;
 * there is no order between senders, addresses or subscribers. <b>Queues:</b> each subscriber has
 * its own, bounded one; see {@link SubscriptionOptions}. <b>Failure:</b> a subscriber that throws
 * concerns no other; it is reported, and the message is a dead letter. <b>Threading:</b>
 * thread-safe. Handlers run on workers, one message at a time each, never on the sender's thread
 * and never under a lock. A call never blocks, so that it may be made from a handler too. Code that
 * waits for a reply holds its thread; a flow holds none with {@code flow.await("ask", Reply.class,
 * step -> step.communication().request(SERVICE, question))}.
 *
 * <p>Of a closed maestro, sends and requests fail with CLOSED, broadcasts reach nobody, and {@link
 * io.maestro.error.ClosedException} is thrown to new subscribers.
 */
public interface PipelineCommunication {
  /** The longest that a request can be waited for. */
  Duration LONGEST_REQUEST = Duration.ofDays(1);

  /**
   * Sends a message to the one handler of an endpoint.
   *
   * @return done when the handler's queue has accepted it; fails with {@link SendFailedException}
   */
  <M> CompletableFuture<Void> send(Endpoint<M> to, M message);

  /**
   * Sends a message to every subscriber that a topic has now.
   *
   * @return how many have accepted it
   */
  <M> BroadcastReceipt broadcast(Topic<M> topic, M message);

  /** Asks a service, and waits for the configured {@code requestTimeout} at most. */
  <Q, P> CompletableFuture<P> request(Service<Q, P> service, Q question);

  /**
   * Asks a service.
   *
   * <p>The future always completes: with the reply, or with {@link RequestFailedException}, which
   * says why there is none; at once if nobody serves the address. Cancelling it cancels the
   * request: a question that waits is not handed over, and code that works on it is told. The
   * future then fails with {@link java.util.concurrent.CancellationException}, as futures do, among
   * whose causes is a {@link RequestFailedException} with CANCELLED.
   *
   * @param atMost how long to wait, more than zero, {@link #LONGEST_REQUEST} at most
   */
  <Q, P> CompletableFuture<P> request(Service<Q, P> service, Q question, Duration atMost);

  /**
   * Handles the messages of an endpoint.
   *
   * @throws AddressTakenException if the endpoint has a handler
   */
  <M> Subscription handle(
      Endpoint<M> endpoint, MessageHandler<? super M> handler, SubscriptionOptions options);

  /** Handles the messages of an endpoint; see above. */
  default <M> Subscription handle(Endpoint<M> endpoint, MessageHandler<? super M> handler) {
    return handle(endpoint, handler, SubscriptionOptions.defaults());
  }

  /**
   * Answers the questions of a service.
   *
   * @throws AddressTakenException if the service is served
   */
  <Q, P> Subscription serve(
      Service<Q, P> service, ServiceCode<? super Q, ? extends P> code, SubscriptionOptions options);

  /** Answers the questions of a service; see above. */
  default <Q, P> Subscription serve(
      Service<Q, P> service, ServiceCode<? super Q, ? extends P> code) {
    return serve(service, code, SubscriptionOptions.defaults());
  }

  /**
   * Answers the questions of a service later, without holding a thread until then.
   *
   * @throws AddressTakenException if the service is served
   */
  <Q, P> Subscription serveAsync(
      Service<Q, P> service, AsyncServiceCode<? super Q, P> code, SubscriptionOptions options);

  /** Answers the questions of a service later; see above. */
  default <Q, P> Subscription serveAsync(
      Service<Q, P> service, AsyncServiceCode<? super Q, P> code) {
    return serveAsync(service, code, SubscriptionOptions.defaults());
  }

  /**
   * Subscribes to a topic; messages that were sent before are not seen.
   *
   * @throws AddressTakenException if the topic's name is in use for messages of another type
   */
  <M> Subscription subscribe(
      Topic<M> topic, MessageHandler<? super M> subscriber, SubscriptionOptions options);

  /** Subscribes to a topic; see above. */
  default <M> Subscription subscribe(Topic<M> topic, MessageHandler<? super M> subscriber) {
    return subscribe(topic, subscriber, SubscriptionOptions.defaults());
  }

  /**
   * Returns the same communication, whose messages carry a correlation id.
   *
   * @param correlationId 1 to 200 characters
   */
  PipelineCommunication correlated(String correlationId);

  /** Returns how many messages went which way. */
  MessageCounts counts();

  /**
   * Returns the latest hundred dead letters, the oldest first; {@code MaestroListener.deadLetter}
   * is told of each.
   */
  List<DeadLetter> deadLetters();
}
