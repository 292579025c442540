package io.maestro.run;

/**
 * The identity of a run: the name it was started with, or one that was made for it.
 *
 * @param value 1 to 200 characters of {@code [A-Za-z0-9._:/-]}
 */
public record RunId(String value) implements Comparable<RunId> {
  /** Checks the value. */
  public RunId {
    Names.check(value, "a run's name");
  }

  /** Returns the id with a value. */
  public static RunId of(String value) {
    return new RunId(value);
  }

  @Override
  public int compareTo(RunId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
