package io.maestro.core.message;

import io.maestro.message.DeadLetter;
import io.maestro.message.Envelope;
import io.maestro.message.Overflow;
import io.maestro.message.SubscriptionOptions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The latest dead letters, and the way of all of them to whoever listens. Thread-safe. */
final class DeadLetters {
  private static final int KEPT = 100;
  private static final SubscriptionOptions NEWS =
      SubscriptionOptions.defaults().overflow(Overflow.DROP_OLDEST);

  private final Deque<DeadLetter> latest = new ArrayDeque<>();
  private final Optional<Mailbox<DeadLetter>> news;

  DeadLetters(MessageSetup setup) {
    this.news =
        setup
            .deadLetters()
            .map(
                listeners ->
                    new Mailbox<>(
                        NEWS, setup.workers(), setup.time(), new News(listeners), () -> {}));
  }

  private record News(Consumer<DeadLetter> listeners) implements Receiver<DeadLetter> {
    @Override
    public @Nullable Runnable take(DeadLetter letter) {
      listeners.accept(letter);
      return null;
    }

    @Override
    public void dropped(DeadLetter letter, DeadLetter.Reason reason) {
      // It was counted where it died.
    }
  }

  void add(Envelope envelope, Object message, DeadLetter.Reason reason) {
    add(new DeadLetter(envelope, message, reason, Optional.empty()));
  }

  void add(Envelope envelope, Object message, Throwable cause) {
    add(new DeadLetter(envelope, message, DeadLetter.Reason.FAILED, Optional.of(cause)));
  }

  private void add(DeadLetter letter) {
    synchronized (latest) {
      if (latest.size() == KEPT) {
        latest.removeFirst();
      }
      latest.addLast(letter);
    }
    news.ifPresent(mailbox -> mailbox.offer(letter));
  }

  List<DeadLetter> latest() {
    synchronized (latest) {
      return List.copyOf(latest);
    }
  }
}
