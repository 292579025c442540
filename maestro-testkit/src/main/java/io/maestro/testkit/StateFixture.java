package io.maestro.testkit;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.maestro.StrategyMaestro;
import io.maestro.state.StateKey;
import io.maestro.state.Versioned;
import io.maestro.testkit.time.VirtualTime;
import java.util.Optional;

/**
 * Plants the state of components in a maestro's store, and looks at what it is. Used by the test's
 * thread.
 *
 * <pre>{@code
 * state.plant(OPEN, true);
 * ...
 * state.expect(OPEN, false);
 * }</pre>
 */
public final class StateFixture {
  private final StrategyMaestro maestro;
  private final VirtualTime time;

  private StateFixture(StrategyMaestro maestro, VirtualTime time) {
    this.maestro = requireNonNull(maestro, "maestro");
    this.time = requireNonNull(time, "time");
  }

  /**
   * Returns the fixture of a maestro on virtual time. To change a state behind the back of the
   * maestro that is tested, take the fixture of another one on the same store.
   */
  public static StateFixture on(StrategyMaestro maestro, VirtualTime time) {
    return new StateFixture(maestro, time);
  }

  /** Writes a state, whatever it was, and waits until it is written. */
  public <T> Versioned<T> plant(StateKey<T> key, T value) {
    requireNonNull(value, "value");
    return time.get(maestro.stateManager().update(key, before -> value));
  }

  /** Deletes a state if there is one, and waits until it is gone. */
  public void remove(StateKey<?> key) {
    find(key).ifPresent(found -> time.get(maestro.stateManager().delete(key, found.version())));
  }

  /** Returns a state, or empty if there is none. */
  public <T> Optional<Versioned<T>> find(StateKey<T> key) {
    return time.get(maestro.stateManager().get(key));
  }

  /** Fails unless a state has a value equal to this. */
  public <T> StateFixture expect(StateKey<T> key, T value) {
    assertEquals(Optional.of(value), find(key).map(Versioned::value), key::toString);
    return this;
  }

  /** Fails if there is such a state. */
  public StateFixture expectNone(StateKey<?> key) {
    assertEquals(Optional.empty(), find(key), key::toString);
    return this;
  }
}
