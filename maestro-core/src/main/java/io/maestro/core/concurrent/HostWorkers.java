package io.maestro.core.concurrent;

import java.time.Duration;
import java.util.concurrent.Executor;

/** Workers on an executor that belongs to the host. */
record HostWorkers(Executor executor) implements Workers {
  @Override
  public void execute(Runnable task) {
    executor.execute(task);
  }

  @Override
  public boolean waitsAreCheap() {
    return false;
  }

  @Override
  public void stuck() {
    // The host sizes its own executor.
  }

  @Override
  public void freed() {
    // The host sizes its own executor.
  }

  @Override
  public boolean awaitEnd(Duration atMost) {
    return true;
  }

  @Override
  public void close() {
    // Who constructs a resource closes it.
  }
}
