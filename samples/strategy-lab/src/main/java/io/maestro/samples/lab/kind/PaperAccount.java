package io.maestro.samples.lab.kind;

/**
 * An account that trades on paper.
 *
 * @param days how many days it has traded
 * @param equity what one unit has become
 */
public record PaperAccount(int days, double equity) {
  /** An account before its first day. */
  public static PaperAccount opened() {
    return new PaperAccount(0, 1);
  }

  PaperAccount after(double dailyReturn) {
    return new PaperAccount(days + 1, equity * Math.max(0, 1 + dailyReturn));
  }
}
