package io.maestro.samples.lab.statistics;

/** How the trial that is best in sample does out of sample: its log-odds of rank, and its ratio. */
record SplitRank(double logit, double sharpe) {
  static SplitRank of(double[] inSample, double[] outOfSample) {
    double chosen = outOfSample[best(inSample)];
    double below = 0;
    for (double other : outOfSample) {
      below += other < chosen ? 1 : other == chosen ? 0.5 : 0; // the chosen is one of its equals
    }
    double rank = (below + 0.5) / (outOfSample.length + 1);
    return new SplitRank(StrictMath.log(rank / (1 - rank)), chosen);
  }

  /** 1 below the middle, 0 above, and half on it. */
  double belowMiddle() {
    return logit < 0 ? 1 : logit == 0 ? 0.5 : 0;
  }

  boolean isLoss() {
    return sharpe <= 0;
  }

  private static int best(double[] ratios) {
    int best = 0;
    for (int i = 1; i < ratios.length; i++) {
      best = ratios[i] > ratios[best] ? i : best;
    }
    return best;
  }
}
