package io.maestro.error;

/** Thrown when something is larger or more numerous than a configured limit allows (rule 12). */
public final class LimitExceededException extends MaestroException {
  private static final long serialVersionUID = 1L;

  /** The limit's name. */
  private final String limit;

  /** The largest value that is allowed. */
  private final long allowed;

  /** The value found. */
  private final long found;

  /**
   * Creates the exception.
   *
   * @param limit the limit's name, as {@code docs/settings.md} lists it
   * @param allowed the largest value that is allowed
   * @param found the value found
   * @param subject what exceeded it, such as a step's path
   */
  public LimitExceededException(String limit, long allowed, long found, String subject) {
    super(
        "%s: %d is over the limit %s = %d; make it smaller or raise the limit"
            .formatted(subject, found, limit, allowed),
        null);
    this.limit = limit;
    this.allowed = allowed;
    this.found = found;
  }

  /** Returns the limit's name. */
  public String limit() {
    return limit;
  }

  /** Returns the largest value that is allowed. */
  public long allowed() {
    return allowed;
  }

  /** Returns the value found. */
  public long found() {
    return found;
  }
}
