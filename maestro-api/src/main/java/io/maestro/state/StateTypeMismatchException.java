package io.maestro.state;

import io.maestro.error.MaestroException;
import org.jspecify.annotations.Nullable;

/** Thrown when a state is asked for under another type than the one it was written with. */
public final class StateTypeMismatchException extends MaestroException {
  private static final long serialVersionUID = 1L;

  /** The type of the key. */
  private final String asked;

  /** The type of the state. */
  private final String stored;

  /**
   * Creates the exception.
   *
   * @param key the key that was used
   * @param stored the logical name of the type that the state was written with
   * @param cause what the codec said, or null
   */
  public StateTypeMismatchException(StateKey<?> key, String stored, @Nullable Throwable cause) {
    super(
        "state %s was written as %s and is asked for as %s; use one key for it"
            .formatted(key, stored, key.type().simpleName()),
        cause);
    this.asked = key.type().simpleName();
    this.stored = stored;
  }

  /** Returns the logical name of the key's type. */
  public String asked() {
    return asked;
  }

  /** Returns the logical name of the type that the state was written with. */
  public String stored() {
    return stored;
  }
}
