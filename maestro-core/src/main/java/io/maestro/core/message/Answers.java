package io.maestro.core.message;

import io.maestro.message.DeadLetter;
import org.jspecify.annotations.Nullable;

/** What becomes of a question, told to the requester and counted. */
record Answers(Office office) {
  void delivered() {
    office.counters.delivered.increment();
  }

  /** Ends an exchange with its reply, and returns what publishes it; null if it was over. */
  <P> @Nullable Runnable replied(Exchange<?, P> exchange, P reply) {
    if (exchange.replied(reply)) {
      return exchange.reply()::publish;
    }
    office.counters.lateReplies.increment();
    office.deadLetters.add(exchange.envelope(), reply, DeadLetter.Reason.LATE_REPLY);
    return null;
  }

  /** Ends an exchange whose code failed, unless it was over, and returns what publishes that. */
  @Nullable Runnable failed(Exchange<?, ?> exchange, Throwable thrown) {
    office.failed(exchange.envelope(), exchange.question(), thrown);
    return exchange.failed(Ends.remoteError(exchange.envelope().address(), thrown))
        ? exchange.reply()::publish
        : null;
  }

  void dropped(Exchange<?, ?> exchange, DeadLetter.Reason reason) {
    office.dropped(
        exchange.envelope(),
        exchange.question(),
        exchange.isOver() ? DeadLetter.Reason.EXPIRED : reason);
    exchange.fail(Ends.dropped(exchange.envelope().address(), reason));
  }

  /** Publishes on a thread that may run a host's code. */
  void later(Runnable publish) {
    office.setup.completions().execute(publish);
  }
}
