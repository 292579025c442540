package io.maestro.samples.lab.check;

/**
 * A threshold, and which side of it is good.
 *
 * @param threshold where good ends and a warning begins
 * @param grave where the warning ends and failure begins; the same where there is no warning
 */
record Limit(Side side, double threshold, double grave) {
  private static final double NEVER_BELOW = Double.NEGATIVE_INFINITY;
  private static final double NEVER_ABOVE = Double.POSITIVE_INFINITY;

  private enum Side {
    AT_LEAST,
    AT_MOST
  }

  static Limit atLeast(double threshold) {
    return new Limit(Side.AT_LEAST, threshold, threshold);
  }

  static Limit atMost(double threshold) {
    return new Limit(Side.AT_MOST, threshold, threshold);
  }

  /** The same limit, but up to a graver one it is no reason to refuse. */
  Limit failingAt(double graver) {
    return new Limit(side, threshold, graver);
  }

  /** The same limit, but it is never a reason to refuse. */
  Limit warning() {
    return failingAt(side == Side.AT_LEAST ? NEVER_BELOW : NEVER_ABOVE);
  }

  Finding judge(String id, double observed, String message) {
    return new Finding(id, verdict(observed), observed, threshold, message);
  }

  private Verdict verdict(double observed) {
    if (Double.isNaN(observed) || Double.isInfinite(observed)) {
      return Verdict.INCONCLUSIVE;
    }
    return keeps(observed, threshold)
        ? Verdict.PASS
        : keeps(observed, grave) ? Verdict.WARN : Verdict.FAIL;
  }

  private boolean keeps(double observed, double limit) {
    return side == Side.AT_LEAST ? observed >= limit : observed <= limit;
  }
}
