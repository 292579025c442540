package io.maestro.samples.lab.data;

/** Input that the lab refuses: which file, which line where there is one, and why, on one line. */
public final class BadInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private BadInputException(String message) {
    super(message);
  }

  /** Refuses a whole file. */
  public static BadInputException of(String file, String reason) {
    return new BadInputException(Quoted.plain(file) + ": " + reason);
  }

  /** Refuses one line of a file. */
  public static BadInputException at(String file, long line, String reason) {
    return new BadInputException(Quoted.plain(file) + ": line " + line + ": " + reason);
  }
}
