package io.maestro.jdbc.store;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Texts that no other change of any store carries. */
public final class Token {
  private final String store = UUID.randomUUID().toString();
  private final AtomicLong number = new AtomicLong();

  /** Returns the next one. */
  public String next() {
    return store + "." + number.incrementAndGet();
  }

  /** Returns what all of them begin with. */
  public String store() {
    return store;
  }
}
