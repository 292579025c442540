package io.maestro.core.message;

import static java.util.Objects.requireNonNull;

import io.maestro.message.DeadLetter;
import io.maestro.message.ServiceCode;
import org.jspecify.annotations.Nullable;

/** Hands questions to code that answers them on the thread that hands them over. */
record ServiceReceiver<Q, P>(Answers answers, ServiceCode<? super Q, ? extends P> code)
    implements Receiver<Exchange<Q, P>> {
  @Override
  public @Nullable Runnable take(Exchange<Q, P> exchange) {
    if (!exchange.begin(Thread.currentThread())) {
      dropped(exchange, DeadLetter.Reason.EXPIRED);
      return null;
    }
    answers.delivered();
    P reply;
    try {
      reply = requireNonNull(code.reply(exchange.question(), exchange), "the service replied null");
    } catch (Throwable thrown) { // the edge of user code: everything is told to the requester
      exchange.left();
      return answers.failed(exchange, thrown);
    }
    exchange.left();
    return answers.replied(exchange, reply);
  }

  @Override
  public void dropped(Exchange<Q, P> exchange, DeadLetter.Reason reason) {
    answers.dropped(exchange, reason);
  }
}
