package io.maestro.core.message;

import io.maestro.message.AddressTakenException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Addresses that one mailbox each can have. Thread-safe. */
final class Seats {
  private record Seat(Object address, Mailbox<?> mailbox) {}

  private final Map<String, Seat> taken = new ConcurrentHashMap<>();

  void take(String name, Object address, Mailbox<?> mailbox) {
    Seat before = taken.putIfAbsent(name, new Seat(address, mailbox));
    if (before != null) {
      throw new AddressTakenException(name, "there is a handler for " + before.address());
    }
  }

  /** Returns the mailbox of an address, its types included; null if there is none. */
  @SuppressWarnings("unchecked") // an address vouches for what its mailbox holds
  <T> @Nullable Mailbox<T> find(String name, Object address) {
    Seat seat = taken.get(name);
    return seat != null && seat.address().equals(address) ? (Mailbox<T>) seat.mailbox() : null;
  }

  void leave(String name, Object address, Mailbox<?> mailbox) {
    taken.remove(name, new Seat(address, mailbox));
  }
}
