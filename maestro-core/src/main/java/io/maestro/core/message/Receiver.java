package io.maestro.core.message;

import io.maestro.message.DeadLetter;
import org.jspecify.annotations.Nullable;

/** What takes items out of a mailbox, one at a time. Never throws. */
interface Receiver<T> {
  /**
   * Handles an item.
   *
   * @return what is to be done once the mailbox is free for another thread, or null
   */
  @Nullable Runnable take(T item);

  /** Returns how many items it still works on after it has taken them; they count as waiting. */
  default int inWork() {
    return 0;
  }

  /** Told of an item that was accepted and is not handed over; may be called from any thread. */
  void dropped(T item, DeadLetter.Reason reason);
}
