package io.maestro.store;

/** Thrown when a document's version is not the expected one: read again, and decide again. */
public final class VersionConflictException extends StoreException {
  private static final long serialVersionUID = 1L;

  /** The version that was expected. */
  private final long expected;

  /** The version that is there. */
  private final long actual;

  /**
   * Creates the exception.
   *
   * @param key the document
   * @param expected the version that was expected, 0 for none
   * @param actual the version that is there, 0 for none
   */
  public VersionConflictException(DocumentKey key, long expected, long actual) {
    super(words("document " + key, expected, actual), null);
    this.expected = expected;
    this.actual = actual;
  }

  /**
   * Creates the exception of one that says the same in a document's name.
   *
   * @param what what the document holds, as its users call it
   * @param cause the conflict
   */
  public VersionConflictException(String what, VersionConflictException cause) {
    super(words(what, cause.expected, cause.actual), cause);
    this.expected = cause.expected;
    this.actual = cause.actual;
  }

  private static String words(String what, long expected, long actual) {
    return "%s has version %d, not %d; read it again".formatted(what, actual, expected);
  }

  /** Returns the version that was expected, 0 for none. */
  public long expected() {
    return expected;
  }

  /** Returns the version that is there, 0 for none. */
  public long actual() {
    return actual;
  }
}
