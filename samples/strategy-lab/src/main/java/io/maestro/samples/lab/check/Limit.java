package io.maestro.samples.lab.check;

/**
 * A threshold, and which side of it is good.
 *
 * @param threshold where good ends and a warning begins
 * @param grave where the warning ends and failure begins; the same where there is no warning
 */
record Limit(Bound bound, double threshold, double grave) {
  static Limit atLeast(double threshold) {
    return new Limit(Bound.AT_LEAST, threshold, threshold);
  }

  static Limit atMost(double threshold) {
    return new Limit(Bound.AT_MOST, threshold, threshold);
  }

  /** The same limit, but up to a graver one it is no reason to refuse. */
  Limit failingAt(double graver) {
    return new Limit(bound, threshold, graver);
  }

  /** The same limit, but it is never a reason to refuse. */
  Limit warning() {
    return failingAt(bound == Bound.AT_LEAST ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
  }

  Finding judge(String id, double observed, String what) {
    return new Finding(id, verdict(observed), observed, bound, threshold, what);
  }

  private Verdict verdict(double observed) {
    if (Double.isNaN(observed) || Double.isInfinite(observed)) {
      return Verdict.INCONCLUSIVE;
    }
    return bound.keeps(observed, threshold)
        ? Verdict.PASS
        : bound.keeps(observed, grave) ? Verdict.WARN : Verdict.FAIL;
  }
}
