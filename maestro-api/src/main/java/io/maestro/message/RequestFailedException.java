package io.maestro.message;

import static java.util.Objects.requireNonNull;

import io.maestro.error.MaestroException;
import org.jspecify.annotations.Nullable;

/** What a request fails with that has no reply. */
public final class RequestFailedException extends MaestroException {
  private static final long serialVersionUID = 1L;

  /** Why there is no reply. */
  public enum Reason {
    /** The service's code threw, or replied null; what it threw is the cause. */
    REMOTE_ERROR,
    /** Its time was over; whether the service has done something is not known. */
    TIMEOUT,
    /** Nobody serves the address, or whoever did has closed before the question was handed over. */
    NO_HANDLER,
    /** The service's queue is full, or the question was dropped from it. */
    OVERFLOW,
    /** The question or the reply could not be encoded or decoded; never in memory. */
    CODEC,
    /** The requester does not want the reply any more. */
    CANCELLED,
    /** The maestro is closed. */
    CLOSED,
    /** What carries messages to other nodes failed; never in memory. */
    TRANSPORT
  }

  /** Why there is no reply. */
  private final Reason reason;

  /** The name of the service. */
  private final String address;

  /**
   * Creates the exception.
   *
   * @param reason why there is no reply
   * @param address the name of the service
   * @param detail what stands in the way, and what to do
   * @param cause what led to it, or null
   */
  public RequestFailedException(
      Reason reason, String address, String detail, @Nullable Throwable cause) {
    super("request to service %s failed, %s: %s".formatted(address, reason, detail), cause);
    this.reason = requireNonNull(reason, "reason");
    this.address = requireNonNull(address, "address");
  }

  /** Returns why there is no reply. */
  public Reason reason() {
    return reason;
  }

  /** Returns the name of the service. */
  public String address() {
    return address;
  }
}
