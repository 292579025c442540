package io.maestro.core.message;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The requests whose end is open, by the number of the question. Thread-safe. */
final class OpenRequests {
  private final Map<Long, Exchange<?, ?>> byNumber = new ConcurrentHashMap<>();

  void add(Exchange<?, ?> exchange) {
    byNumber.put(exchange.envelope().sequence(), exchange);
  }

  void remove(Exchange<?, ?> exchange) {
    byNumber.remove(exchange.envelope().sequence());
  }

  int size() {
    return byNumber.size();
  }

  List<Exchange<?, ?>> all() {
    return List.copyOf(byNumber.values());
  }
}
