package io.maestro.run;

/** A watching that can be ended. */
@FunctionalInterface
public interface Watch extends AutoCloseable {
  /** Ends the watching; a call in progress ends by itself. Idempotent. */
  @Override
  void close();
}
