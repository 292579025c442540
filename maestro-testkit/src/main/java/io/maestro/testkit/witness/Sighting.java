package io.maestro.testkit.witness;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Something that was seen of a run.
 *
 * @param what what was seen
 * @param run the run's id
 * @param step the step's path, or how the run ended
 * @param attempt the number of the attempt, 0 if there is none
 * @param epoch under which it happened, 0 if nobody knows
 * @param node the node on which it happened, such as a process id; without blanks
 */
public record Sighting(What what, String run, String step, int attempt, long epoch, String node) {
  private static final int PARTS = 6;

  /** What can be seen. */
  public enum What {
    /** A caller was told that the run was accepted. */
    ACCEPTED,
    /** A step's code began. */
    BEGIN,
    /** A step's code ended. */
    END,
    /** A store was seen to record a step's final outcome. */
    RECORDED,
    /** A store was seen to record a run's end. */
    ENDED
  }

  /** Checks the parts. */
  public Sighting {
    requireNonNull(what, "what");
    requireNonNull(run, "run");
    requireNonNull(step, "step");
    requireNonNull(node, "node");
  }

  /** Returns it as one line without its end: {@code BEGIN run step attempt epoch node}. */
  public String line() {
    return what + " " + run + " " + step + " " + attempt + " " + epoch + " " + node;
  }

  /** Returns what a line says, or empty if it is torn or none of these. */
  public static Optional<Sighting> parse(String line) {
    String[] parts = line.split(" ", -1);
    if (parts.length != PARTS) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Sighting(
              What.valueOf(parts[0]),
              parts[1],
              parts[2],
              Integer.parseInt(parts[3]),
              Long.parseLong(parts[4]),
              parts[5]));
    } catch (IllegalArgumentException torn) {
      return Optional.empty();
    }
  }
}
