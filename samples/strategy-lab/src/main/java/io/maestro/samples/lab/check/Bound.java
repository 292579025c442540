package io.maestro.samples.lab.check;

/** Which side of a threshold is good. */
public enum Bound {
  /** The threshold and above. */
  AT_LEAST("at least"),
  /** The threshold and below. */
  AT_MOST("at most");

  private final String words;

  Bound(String words) {
    this.words = words;
  }

  /** As one says it. */
  public String words() {
    return words;
  }

  boolean keeps(double observed, double threshold) {
    return this == AT_LEAST ? observed >= threshold : observed <= threshold;
  }
}
