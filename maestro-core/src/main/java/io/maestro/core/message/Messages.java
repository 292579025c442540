package io.maestro.core.message;

import io.maestro.error.ClosedException;
import io.maestro.message.MessageCounts;
import io.maestro.message.PipelineCommunication;
import io.maestro.message.SubscriptionOptions;
import io.maestro.run.RunId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** All messages of one maestro: who listens, what is open, and the end of it all. Thread-safe. */
public final class Messages implements AutoCloseable {
  final Office office;
  final Seats endpoints = new Seats();
  final Seats services = new Seats();
  final Audience topics = new Audience();
  final OpenRequests requests;
  private final Set<OpenSubscription> subscriptions = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;
  private volatile @Nullable Runnable whenQuiet;

  /** Makes messages that nobody listens to yet. */
  public Messages(MessageSetup setup) {
    this.office = new Office(setup);
    this.requests = new OpenRequests(setup.time(), this::lookWhetherQuiet);
  }

  /** Returns the communication of a host. */
  public PipelineCommunication ofTheHost() {
    return new MemoryCommunication(this, Optional.empty(), Optional.empty());
  }

  /** Returns the communication of a step of a run, whose requests end with the scope. */
  public PipelineCommunication ofRun(RunId run, RequestScope scope) {
    return new MemoryCommunication(this, Optional.of(run.value()), Optional.of(scope));
  }

  /** Returns whether nothing more is accepted. */
  boolean isClosed() {
    return closed || whenQuiet != null;
  }

  /** Returns whether nothing is handed over any more. */
  boolean isOver() {
    return closed;
  }

  <T> Mailbox<T> mailbox(SubscriptionOptions options, Receiver<T> receiver) {
    return new Mailbox<>(
        options, office.setup.workers(), office.setup.time(), receiver, this::lookWhetherQuiet);
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
    if (isClosed()) { // before the subscription could be seen
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

  /**
   * Refuses everything from now on.
   *
   * @param whenDone told, perhaps more than once and on any thread, when what was accepted is done
   * @return whether it is done already
   */
  public boolean drain(Runnable whenDone) {
    whenQuiet = whenDone;
    return isQuiet();
  }

  private void lookWhetherQuiet() {
    Runnable then = whenQuiet;
    if (then != null && isQuiet()) {
      then.run();
    }
  }

  private boolean isQuiet() {
    return closed
        || (requests.size() == 0
            && subscriptions.stream().map(OpenSubscription::mailbox).allMatch(Mailbox::isIdle));
  }

  /** Refuses everything from now on, drops what waits, ends what is open. Idempotent. */
  @Override
  public void close() {
    closed = true;
    List<OpenSubscription> all = List.copyOf(subscriptions);
    all.forEach(OpenSubscription::endWithMaestro);
    requests.close().forEach(open -> open.fail(Ends.closed(open.envelope().address())));
    // Last: a request whose code is interrupted has to be over by then, else it fails with that.
    all.forEach(subscription -> subscription.mailbox().interrupt());
  }
}
