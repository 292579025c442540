package io.maestro.core;

import io.maestro.run.RunId;
import io.maestro.store.StoreSignals;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Signals of a store that is opened before there is an engine to hear them. What comes before the
 * start is found by the start itself.
 */
final class DeferredSignals implements StoreSignals {
  private final AtomicReference<Optional<StoreSignals>> listener =
      new AtomicReference<>(Optional.empty());

  void connect(StoreSignals hears) {
    listener.set(Optional.of(hears));
  }

  @Override
  public void newWork() {
    listener.get().ifPresent(StoreSignals::newWork);
  }

  @Override
  public void newMail(RunId run) {
    listener.get().ifPresent(hears -> hears.newMail(run));
  }
}
