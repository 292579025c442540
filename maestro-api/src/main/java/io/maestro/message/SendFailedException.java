package io.maestro.message;

import static java.util.Objects.requireNonNull;

import io.maestro.error.MaestroException;

/** What a send fails with that its handler's queue did not accept; nothing has happened then. */
public final class SendFailedException extends MaestroException {
  private static final long serialVersionUID = 1L;

  /** Why a message was not accepted. */
  public enum Reason {
    /** Nobody handles the endpoint. */
    NO_HANDLER,
    /** The handler's queue is full. */
    OVERFLOW,
    /** The maestro is closed. */
    CLOSED
  }

  /** Why it was not accepted. */
  private final Reason reason;

  /** The name of the endpoint. */
  private final String address;

  /**
   * Creates the exception.
   *
   * @param reason why it was not accepted
   * @param address the name of the endpoint
   * @param detail what stands in the way, and what to do
   */
  public SendFailedException(Reason reason, String address, String detail) {
    super("message to endpoint %s refused, %s: %s".formatted(address, reason, detail), null);
    this.reason = requireNonNull(reason, "reason");
    this.address = requireNonNull(address, "address");
  }

  /** Returns why it was not accepted. */
  public Reason reason() {
    return reason;
  }

  /** Returns the name of the endpoint. */
  public String address() {
    return address;
  }
}
