package io.maestro.run;

import static java.util.Objects.requireNonNull;

/**
 * How far a run has come.
 *
 * @param steps how many steps are recorded
 * @param path the path of the step last begun, empty before the first
 * @param done how much of the step's work is done, as the step last reported it; 0 if it did not
 * @param total how much work the step has, 0 if it did not say
 * @param note what the step last said of itself, may be empty
 */
public record Progress(int steps, String path, long done, long total, String note) {
  /** No progress yet. */
  public static final Progress NONE = new Progress(0, "", 0, 0, "");

  /** Checks the parts. */
  public Progress {
    requireNonNull(path, "path");
    requireNonNull(note, "note");
    if (steps < 0 || done < 0 || total < 0) {
      throw new IllegalArgumentException("progress can't be negative");
    }
  }

  /** Returns the progress in one line for people. */
  @Override
  public String toString() {
    String share = total > 0 ? " " + done + "/" + total : "";
    String said = note.isEmpty() ? "" : " " + note;
    return steps + " steps" + (path.isEmpty() ? "" : ", at " + path) + share + said;
  }
}
