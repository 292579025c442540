package io.maestro.core.message;

import io.maestro.message.DeadLetter;
import io.maestro.message.MessageHandler;
import org.jspecify.annotations.Nullable;

/** Hands messages to a host's handler, whose failures stay its own. */
record MessageReceiver<M>(Office office, String address, MessageHandler<? super M> handler)
    implements Receiver<Parcel<M>> {
  @Override
  public @Nullable Runnable take(Parcel<M> parcel) {
    office.counters.delivered.increment();
    try {
      handler.handle(parcel.message(), parcel.envelope());
    } catch (Throwable thrown) { // the edge of user code: no subscriber harms another
      office.failed(parcel.envelope(), parcel.message(), thrown);
      office.setup.problems().accept("handling a message to " + address, thrown);
    } finally {
      Thread.interrupted(); // left behind by the handler; the next one has not been interrupted
    }
    return null;
  }

  @Override
  public void dropped(Parcel<M> parcel, DeadLetter.Reason reason) {
    office.dropped(parcel.envelope(), parcel.message(), reason);
  }
}
