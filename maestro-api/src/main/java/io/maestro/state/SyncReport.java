package io.maestro.state;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/**
 * How a maestro's memory of component state differed from its store. Immutable.
 *
 * @param at when the comparison ended
 * @param compared how many states were compared
 * @param differences one for each state that differed or could not be compared, by component and
 *     name
 */
public record SyncReport(Instant at, int compared, List<Difference> differences) {
  /** Copies the list. */
  public SyncReport {
    requireNonNull(at, "at");
    differences = List.copyOf(differences);
  }

  /** Returns whether every state could be compared and none differed. */
  public boolean isInSync() {
    return differences.isEmpty();
  }

  /** How a state differs. */
  public enum Kind {
    /** The store has none; somebody else has deleted it. */
    MISSING,
    /** The store has a newer one; somebody else has written it. */
    STALE,
    /**
     * The store has another value under the same version, or an older version: it was deleted and
     * written again, or the store was restored.
     */
    CONFLICT,
    /** The store could not be asked, or what it has can't be compared. */
    UNKNOWN
  }

  /** What was done about a difference. */
  public enum Resolution {
    /** The memory has now what the store has. */
    TAKEN_FROM_STORE,
    /** The memory has forgotten it. */
    FORGOTTEN,
    /** The memory stays as it is. */
    LEFT_AS_IS
  }

  /**
   * One state that differed.
   *
   * @param key the state
   * @param kind how it differed
   * @param memoryVersion the version in memory, {@link StateManager#ABSENT} for none
   * @param storeVersion the version in the store, {@link StateManager#ABSENT} for none; empty if it
   *     is unknown
   * @param resolution what was done about it
   * @param detail why it is unknown; empty otherwise
   */
  public record Difference(
      StateKey<?> key,
      Kind kind,
      long memoryVersion,
      OptionalLong storeVersion,
      Resolution resolution,
      String detail) {
    /** Checks the parts. */
    public Difference {
      requireNonNull(key, "key");
      requireNonNull(kind, "kind");
      requireNonNull(storeVersion, "storeVersion");
      requireNonNull(resolution, "resolution");
      requireNonNull(detail, "detail");
    }
  }
}
