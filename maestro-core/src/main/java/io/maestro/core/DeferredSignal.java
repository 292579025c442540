package io.maestro.core;

import java.util.concurrent.atomic.AtomicReference;

/** A signal that can be given before there is somebody to hear it. */
final class DeferredSignal implements Runnable {
  private static final Runnable NOBODY = () -> {};

  private final AtomicReference<Runnable> listener = new AtomicReference<>(NOBODY);

  void connect(Runnable hears) {
    listener.set(hears);
  }

  @Override
  public void run() {
    listener.get().run();
  }
}
