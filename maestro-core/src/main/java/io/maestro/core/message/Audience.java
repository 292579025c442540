package io.maestro.core.message;

import io.maestro.message.AddressTakenException;
import io.maestro.message.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The mailboxes of each topic's subscribers. Thread-safe; lists are replaced, never changed. */
final class Audience {
  private record Seats(Topic<?> topic, List<Mailbox<?>> mailboxes) {
    Seats with(Mailbox<?> mailbox) {
      List<Mailbox<?>> more = new ArrayList<>(mailboxes);
      more.add(mailbox);
      return new Seats(topic, List.copyOf(more));
    }

    Seats without(Mailbox<?> mailbox) {
      return new Seats(topic, mailboxes.stream().filter(other -> other != mailbox).toList());
    }
  }

  private final Map<String, Seats> byName = new ConcurrentHashMap<>();

  void join(Topic<?> topic, Mailbox<?> mailbox) {
    byName.compute(
        topic.name(),
        (name, before) -> {
          Seats known = before == null ? new Seats(topic, List.of()) : before;
          if (!known.topic().equals(topic)) {
            throw new AddressTakenException(name, "there are subscribers of " + known.topic());
          }
          return known.with(mailbox);
        });
  }

  void leave(Topic<?> topic, Mailbox<?> mailbox) {
    byName.computeIfPresent(
        topic.name(),
        (name, before) -> {
          Seats left = before.without(mailbox);
          return left.mailboxes().isEmpty() ? null : left;
        });
  }

  /** Returns the mailboxes of a topic, its type included, as they are now. */
  @SuppressWarnings("unchecked") // a topic vouches for what its mailboxes hold
  <M> List<Mailbox<Parcel<M>>> of(Topic<M> topic) {
    Seats seats = byName.get(topic.name());
    return seats != null && seats.topic().equals(topic)
        ? (List<Mailbox<Parcel<M>>>) (List<?>) seats.mailboxes()
        : List.of();
  }
}
