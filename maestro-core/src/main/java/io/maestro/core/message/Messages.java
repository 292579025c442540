package io.maestro.core.message;

import io.maestro.error.ClosedException;
import io.maestro.message.MessageCounts;
import io.maestro.message.PipelineCommunication;
import io.maestro.message.SubscriptionOptions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All messages of one maestro: who listens, what is open, and the end of it all. Thread-safe. */
public final class Messages implements AutoCloseable {
  final Office office;
  final Seats endpoints = new Seats();
  final Seats services = new Seats();
  final Audience topics = new Audience();
  final OpenRequests requests = new OpenRequests();
  private final Set<OpenSubscription> subscriptions = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** Makes messages that nobody listens to yet. */
  public Messages(MessageSetup setup) {
    this.office = new Office(setup);
  }

  /** Returns the communication whose messages carry a correlation id, or none. */
  public PipelineCommunication communication(Optional<String> correlation) {
    return new MemoryCommunication(this, correlation);
  }

  boolean isClosed() {
    return closed;
  }

  <T> Mailbox<T> mailbox(SubscriptionOptions options, Receiver<T> receiver) {
    return new Mailbox<>(options, office.setup.workers(), office.setup.time(), receiver);
  }

  /** Opens a mailbox that has taken its address. */
  OpenSubscription open(String address, Mailbox<?> mailbox, Runnable leave) {
    OpenSubscription[] self = new OpenSubscription[1];
    OpenSubscription subscription =
        new OpenSubscription(
            address,
            mailbox,
            () -> {
              leave.run();
              subscriptions.remove(self[0]);
            });
    self[0] = subscription;
    subscriptions.add(subscription);
    if (closed) { // before the subscription could be seen
      subscription.endWithMaestro();
      throw new ClosedException("the maestro");
    }
    return subscription;
  }

  MessageCounts counts() {
    Counters counters = office.counters;
    return new MessageCounts(
        counters.sent.sum(),
        counters.delivered.sum(),
        counters.refused.sum(),
        counters.dropped.sum(),
        subscriptions.stream().mapToLong(OpenSubscription::waiting).sum(),
        counters.failed.sum(),
        counters.lateReplies.sum(),
        requests.size());
  }

  /** Refuses everything from now on, drops what waits, ends what is open. Idempotent. */
  @Override
  public void close() {
    closed = true;
    subscriptions.forEach(OpenSubscription::endWithMaestro);
    requests.all().forEach(request -> request.fail(Ends.closed(request.envelope().address())));
  }
}
