package io.maestro.core.message;

import io.maestro.message.DeadLetter;
import io.maestro.message.Subscription;

/** A mailbox at its address. */
final class OpenSubscription implements Subscription {
  private final String address;
  private final Mailbox<?> mailbox;
  private final Runnable leave;

  OpenSubscription(String address, Mailbox<?> mailbox, Runnable leave) {
    this.address = address;
    this.mailbox = mailbox;
    this.leave = leave;
  }

  @Override
  public String address() {
    return address;
  }

  @Override
  public int waiting() {
    return mailbox.waiting();
  }

  @Override
  public boolean isClosed() {
    return mailbox.isClosed();
  }

  @Override
  public void close() {
    leave.run();
    mailbox.close(DeadLetter.Reason.UNSUBSCRIBED);
  }

  /** Ends it with its maestro. */
  void endWithMaestro() {
    leave.run();
    mailbox.close(DeadLetter.Reason.CLOSED);
  }

  Mailbox<?> mailbox() {
    return mailbox;
  }
}
