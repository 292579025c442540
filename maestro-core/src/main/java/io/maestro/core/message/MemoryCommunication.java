package io.maestro.core.message;

import static java.util.Objects.requireNonNull;

import io.maestro.message.AsyncServiceCode;
import io.maestro.message.BroadcastReceipt;
import io.maestro.message.DeadLetter;
import io.maestro.message.Endpoint;
import io.maestro.message.Envelope;
import io.maestro.message.MessageCounts;
import io.maestro.message.MessageHandler;
import io.maestro.message.PipelineCommunication;
import io.maestro.message.SendFailedException;
import io.maestro.message.SendFailedException.Reason;
import io.maestro.message.Service;
import io.maestro.message.ServiceCode;
import io.maestro.message.Subscription;
import io.maestro.message.SubscriptionOptions;
import io.maestro.message.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The host's side of the messages, with what its own messages belong to. */
record MemoryCommunication(
    Messages messages, Optional<String> correlation, Optional<RequestScope> scope)
    implements PipelineCommunication {
  private static final int LONGEST_CORRELATION = 200;

  /* ------------------------------------------------------------------- sending */

  @Override
  public <M> CompletableFuture<Void> send(Endpoint<M> to, M message) {
    requireNonNull(to, "to");
    Office office = messages.office;
    Parcel<M> parcel =
        new Parcel<>(office.envelope(to.name(), correlation), requireNonNull(message, "message"));
    office.counters.sent.increment();
    Mailbox<Parcel<M>> mailbox =
        messages.isClosed() ? null : messages.endpoints.find(to.name(), to);
    return switch (offer(mailbox, parcel)) {
      case ACCEPTED, DROPPED -> CompletableFuture.completedFuture(null);
      case FULL -> refused(parcel, Reason.OVERFLOW, DeadLetter.Reason.OVERFLOW);
      case CLOSED ->
          messages.isClosed()
              ? refused(parcel, Reason.CLOSED, DeadLetter.Reason.CLOSED)
              : refused(parcel, Reason.NO_HANDLER, DeadLetter.Reason.NO_HANDLER);
    };
  }

  private static <T> Mailbox.Answer offer(@Nullable Mailbox<T> mailbox, T item) {
    return mailbox == null ? Mailbox.Answer.CLOSED : mailbox.offer(item);
  }

  private CompletableFuture<Void> refused(
      Parcel<?> parcel, Reason reason, DeadLetter.Reason becomes) {
    Envelope envelope = parcel.envelope();
    messages.office.refused(envelope, parcel.message(), becomes);
    return CompletableFuture.failedFuture(
        new SendFailedException(reason, envelope.address(), detail(reason)));
  }

  private static String detail(Reason reason) {
    return switch (reason) {
      case NO_HANDLER -> "nobody handles its messages of this type; handle it before sending";
      case OVERFLOW -> "its queue is full; send more slowly or give it more capacity";
      case CLOSED -> "the maestro is closed";
    };
  }

  @Override
  public <M> BroadcastReceipt broadcast(Topic<M> topic, M message) {
    Parcel<M> parcel =
        new Parcel<>(
            messages.office.envelope(topic.name(), correlation),
            requireNonNull(message, "message"));
    int accepted = 0;
    int refused = 0;
    for (Mailbox<Parcel<M>> mailbox : subscribersOf(topic)) {
      messages.office.counters.sent.increment();
      Mailbox.Answer answer = mailbox.offer(parcel);
      accepted += answer == Mailbox.Answer.ACCEPTED ? 1 : 0;
      refused += answer == Mailbox.Answer.ACCEPTED ? 0 : 1;
      noteRefusal(parcel, answer);
    }
    return new BroadcastReceipt(accepted, refused);
  }

  private <M> List<Mailbox<Parcel<M>>> subscribersOf(Topic<M> topic) {
    return messages.isClosed() ? List.of() : messages.topics.of(topic);
  }

  private void noteRefusal(Parcel<?> parcel, Mailbox.Answer answer) {
    if (answer == Mailbox.Answer.FULL) {
      messages.office.refused(parcel.envelope(), parcel.message(), DeadLetter.Reason.OVERFLOW);
    } else if (answer == Mailbox.Answer.CLOSED) {
      messages.office.refused(parcel.envelope(), parcel.message(), DeadLetter.Reason.UNSUBSCRIBED);
    }
  }

  /* ------------------------------------------------------------------- asking */

  @Override
  public <Q, P> CompletableFuture<P> request(Service<Q, P> service, Q question) {
    return request(service, question, messages.office.setup.requestTimeout());
  }

  @Override
  public <Q, P> CompletableFuture<P> request(Service<Q, P> service, Q question, Duration atMost) {
    requireNonNull(question, "question");
    if (atMost.isNegative() || atMost.isZero() || atMost.compareTo(LONGEST_REQUEST) > 0) {
      throw new IllegalArgumentException(
          "a request waits for more than 0 and at most %s: %s".formatted(LONGEST_REQUEST, atMost));
    }
    Office office = messages.office;
    Instant now = office.setup.time().now();
    Envelope envelope =
        office.envelope(service.name(), correlation, now, Optional.of(now.plus(atMost)));
    Exchange<Q, P> exchange = new Exchange<>(messages, scope, envelope, question, atMost);
    office.counters.sent.increment();
    ask(service, exchange);
    return exchange.reply();
  }

  private <Q, P> void ask(Service<Q, P> service, Exchange<Q, P> exchange) {
    Mailbox<Exchange<Q, P>> mailbox =
        messages.isClosed() ? null : messages.services.find(service.name(), service);
    if (mailbox != null) {
      exchange.open();
    }
    switch (offer(mailbox, exchange)) {
      case ACCEPTED, DROPPED -> endIfClosed(exchange);
      case FULL -> refuse(exchange, DeadLetter.Reason.OVERFLOW);
      case CLOSED ->
          refuse(
              exchange,
              messages.isClosed() ? DeadLetter.Reason.CLOSED : DeadLetter.Reason.NO_HANDLER);
    }
  }

  /** Whoever closed the maestro may have looked before this request was open. */
  private void endIfClosed(Exchange<?, ?> exchange) {
    if (messages.isOver()) {
      exchange.fail(Ends.closed(exchange.envelope().address()));
    }
  }

  private void refuse(Exchange<?, ?> exchange, DeadLetter.Reason reason) {
    messages.office.refused(exchange.envelope(), exchange.question(), reason);
    String service = exchange.envelope().address();
    exchange.failAtOnce(
        switch (reason) {
          case OVERFLOW -> Ends.overflow(service);
          case CLOSED -> Ends.closed(service);
          default -> Ends.noHandler(service);
        });
  }

  /* ------------------------------------------------------------------- receiving */

  @Override
  public <M> Subscription handle(
      Endpoint<M> endpoint, MessageHandler<? super M> handler, SubscriptionOptions options) {
    String name = endpoint.name();
    Mailbox<Parcel<M>> mailbox = mailbox(name, handler, options);
    messages.endpoints.take(name, endpoint, mailbox);
    return messages.open(name, mailbox, () -> messages.endpoints.leave(name, endpoint, mailbox));
  }

  @Override
  public <M> Subscription subscribe(
      Topic<M> topic, MessageHandler<? super M> subscriber, SubscriptionOptions options) {
    Mailbox<Parcel<M>> mailbox = mailbox(topic.name(), subscriber, options);
    messages.topics.join(topic, mailbox);
    return messages.open(topic.name(), mailbox, () -> messages.topics.leave(topic, mailbox));
  }

  private <M> Mailbox<Parcel<M>> mailbox(
      String address, MessageHandler<? super M> handler, SubscriptionOptions options) {
    return messages.mailbox(
        requireNonNull(options, "options"),
        new MessageReceiver<M>(messages.office, address, requireNonNull(handler, "handler")));
  }

  @Override
  public <Q, P> Subscription serve(
      Service<Q, P> service,
      ServiceCode<? super Q, ? extends P> code,
      SubscriptionOptions options) {
    return serve(
        service,
        messages.mailbox(
            requireNonNull(options, "options"),
            new ServiceReceiver<Q, P>(new Answers(messages.office), requireNonNull(code, "code"))));
  }

  @Override
  public <Q, P> Subscription serveAsync(
      Service<Q, P> service, AsyncServiceCode<? super Q, P> code, SubscriptionOptions options) {
    return serve(
        service,
        messages.mailbox(
            requireNonNull(options, "options"),
            new AsyncServiceReceiver<Q, P>(
                new Answers(messages.office), requireNonNull(code, "code"))));
  }

  private <Q, P> Subscription serve(Service<Q, P> service, Mailbox<Exchange<Q, P>> mailbox) {
    String name = service.name();
    messages.services.take(name, service, mailbox);
    return messages.open(name, mailbox, () -> messages.services.leave(name, service, mailbox));
  }

  /* ------------------------------------------------------------------- looking */

  @Override
  public PipelineCommunication correlated(String correlationId) {
    if (correlationId.isEmpty() || correlationId.length() > LONGEST_CORRELATION) {
      throw new IllegalArgumentException(
          "a correlation id has 1 to %d characters: %d"
              .formatted(LONGEST_CORRELATION, correlationId.length()));
    }
    return new MemoryCommunication(messages, Optional.of(correlationId), scope);
  }

  @Override
  public MessageCounts counts() {
    return messages.counts();
  }

  @Override
  public List<DeadLetter> deadLetters() {
    return messages.office.deadLetters.latest();
  }
}
