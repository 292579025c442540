package io.maestro.testkit.surface;

/** What the host's own code throws; it may come back out of the method that called it. */
final class HostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  HostException() {
    super("thrown by the host's code");
  }
}
