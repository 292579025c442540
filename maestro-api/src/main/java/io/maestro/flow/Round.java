package io.maestro.flow;

import static java.util.Objects.requireNonNull;

/**
 * How a round of a loop ended.
 *
 * @param <S> the type of the loop's state
 */
public final class Round<S> {
  private final S state;
  private final boolean last;

  private Round(S state, boolean last) {
    this.state = requireNonNull(state, "state");
    this.last = last;
  }

  /** Returns the end of a round after which another follows. */
  public static <S> Round<S> again(S state) {
    return new Round<>(state, false);
  }

  /** Returns the end of the last round. */
  public static <S> Round<S> done(S state) {
    return new Round<>(state, true);
  }

  /** Returns the state that the round left. */
  public S state() {
    return state;
  }

  /** Returns whether it was the last round. */
  public boolean isLast() {
    return last;
  }
}
