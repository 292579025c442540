package io.maestro.message;

import static java.util.Objects.requireNonNull;

import io.maestro.error.MaestroException;

/**
 * Thrown when somebody else handles an endpoint or serves a service already, or when a topic's name
 * is in use for messages of another type.
 */
public final class AddressTakenException extends MaestroException {
  private static final long serialVersionUID = 1L;

  /** The name of the address. */
  private final String address;

  /**
   * Creates the exception.
   *
   * @param address the name of the address
   * @param detail who has it
   */
  public AddressTakenException(String address, String detail) {
    super(
        "%s is taken: %s; close that one first or use another name".formatted(address, detail),
        null);
    this.address = requireNonNull(address, "address");
  }

  /** Returns the name of the address. */
  public String address() {
    return address;
  }
}
