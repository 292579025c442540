package io.maestro.core;

import java.util.concurrent.atomic.AtomicReference;

/** A signal that can be given before there is somebody to hear it. */
final class DeferredSignal implements Runnable {
  private final AtomicReference<Runnable> listener = new AtomicReference<>(DeferredSignal::nobody);

  private static void nobody() {
    // What is signalled before the start is found by the start itself.
  }

  void connect(Runnable hears) {
    listener.set(hears);
  }

  @Override
  public void run() {
    listener.get().run();
  }
}
