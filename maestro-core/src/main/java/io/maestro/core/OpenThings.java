package io.maestro.core;

import io.maestro.log.RunLog;
import java.util.ArrayDeque;
import java.util.Deque;

/** What was opened, closed once, in reverse order. Thread-safe. */
final class OpenThings implements AutoCloseable {
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final RunLog log;

  OpenThings(RunLog log) {
    this.log = log;
  }

  synchronized <C extends AutoCloseable> C add(C thing) {
    opened.push(thing);
    return thing;
  }

  private synchronized Deque<AutoCloseable> take() {
    Deque<AutoCloseable> taken = new ArrayDeque<>(opened);
    opened.clear();
    return taken;
  }

  @Override
  public void close() {
    for (AutoCloseable thing : take()) {
      try {
        thing.close();
      } catch (Exception notClosed) { // the others must be closed all the same
        log.error("closing " + thing, notClosed);
      }
    }
  }

  /** Closes everything after a start that failed; what fails now is added to that failure. */
  void closeAfter(Throwable failure) {
    for (AutoCloseable thing : take()) {
      try {
        thing.close();
      } catch (Exception notClosed) { // told with the failure that led here
        failure.addSuppressed(notClosed);
      }
    }
  }
}
