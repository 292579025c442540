package io.maestro.samples.lab.kind;

/**
 * An account that trades on paper.
 *
 * @param days how many days it has traded
 * @param equity what one unit has become
 * @param peak the most it has been
 * @param deepest how far it has been below its peak, 0 to 1
 */
public record PaperAccount(int days, double equity, double peak, double deepest) {
  /** An account before its first day. */
  public static PaperAccount opened() {
    return new PaperAccount(0, 1, 1, 0);
  }

  PaperAccount after(double dailyReturn) {
    double next = equity * Math.max(0, 1 + dailyReturn);
    double highest = Math.max(peak, next);
    return new PaperAccount(days + 1, next, highest, Math.max(deepest, 1 - next / highest));
  }
}
