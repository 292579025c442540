package io.maestro.core.message;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The open requests of one requester, so that they can be cancelled with it. Thread-safe. */
public final class RequestScope {
  private final Set<Exchange<?, ?>> open = ConcurrentHashMap.newKeySet();
  private volatile boolean cancelled;

  /** Creates a scope without requests. */
  public RequestScope() {}

  void add(Exchange<?, ?> exchange) {
    open.add(exchange);
    if (cancelled) { // whoever cancelled may have looked before
      cancel();
    }
  }

  void remove(Exchange<?, ?> exchange) {
    open.remove(exchange);
  }

  /** Cancels what is open and what will be asked. Runs no host code on the calling thread. */
  public void cancel() {
    cancelled = true;
    open.forEach(exchange -> exchange.fail(Ends.cancelled(exchange.envelope().address())));
  }
}
