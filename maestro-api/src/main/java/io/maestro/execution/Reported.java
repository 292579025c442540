package io.maestro.execution;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a store keeps of the reports and the gate of an execution while it lasts. Immutable.
 *
 * @param numbers the numbers of the latest {@value #REMEMBERED} reports, by the paths at which they
 *     were made, by which a repetition is known
 * @param reading what was reported last; empty if nothing was
 * @param door whether the gate is open
 * @param denials why the gate has closed; empty while it is open
 */
public record Reported(
    Map<String, Integer> numbers, Optional<Reading> reading, Door door, List<Denial> denials) {
  /** How many reports are told apart: more than are ever made side by side. */
  public static final int REMEMBERED = 100;

  /** Whether the gate of an execution is open, and who knows that it is not. */
  public enum Door {
    /** It is open. */
    OPEN,
    /** A step was refused before anything had begun. */
    DENIED,
    /** A step was refused after something had begun, and no report has said so yet. */
    REFUSED,
    /** A report was answered that it is closed: what follows winds up. */
    CLOSED
  }

  /** Copies the numbers, keeping their order, and the denials. */
  public Reported {
    numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
    requireNonNull(reading, "reading");
    requireNonNull(door, "door");
    denials = List.copyOf(denials);
  }

  /** Returns what is kept before anything is. */
  public static Reported nothing() {
    return new Reported(Map.of(), Optional.empty(), Door.OPEN, List.of());
  }

  /**
   * Returns the number of the report made at a path: that of the one made there before, or a new
   * one.
   */
  public int numberAt(String path) {
    Integer known = numbers.get(path);
    return known == null ? reading.map(Reading::number).orElse(0) + 1 : known;
  }

  /**
   * Returns what is to be kept after a report. A gate that has closed stays so, for the reasons
   * that it closed for.
   *
   * @param path where it was made
   * @param made what was reported
   * @param against why the gate is closed to it; empty if it is open
   */
  public Reported with(String path, Reading made, List<Denial> against) {
    List<Denial> reasons = denials.isEmpty() ? List.copyOf(against) : denials;
    return new Reported(
        remembering(path, made.number()),
        reading.filter(last -> last.number() > made.number()).or(() -> Optional.of(made)),
        reasons.isEmpty() ? Door.OPEN : Door.CLOSED,
        reasons);
  }

  private Map<String, Integer> remembering(String path, int number) {
    Map<String, Integer> all = new LinkedHashMap<>(numbers);
    all.put(path, number);
    if (all.size() > REMEMBERED) {
      all.remove(all.keySet().iterator().next());
    }
    return all;
  }

  /**
   * Returns what is to be kept once a step was refused; unchanged if the gate had closed before.
   *
   * @param why why it was
   * @param instead how the gate is then: DENIED or REFUSED
   */
  public Reported refused(Denial why, Door instead) {
    return door == Door.OPEN
        ? new Reported(numbers, reading, requireNonNull(instead, "instead"), List.of(why))
        : this;
  }
}
