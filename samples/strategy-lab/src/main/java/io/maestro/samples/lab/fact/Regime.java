package io.maestro.samples.lab.fact;

/** The weather of a day: the direction of the trend, and how much the price moves about it. */
public enum Regime {
  /** Too little was known to tell. */
  UNKNOWN("not known yet"),
  /** Above its long average, moving no more than usual. */
  CALM_UP("calm, rising"),
  /** Below its long average, moving no more than usual. */
  CALM_DOWN("calm, falling"),
  /** Above its long average, moving more than usual. */
  WILD_UP("wild, rising"),
  /** Below its long average, moving more than usual. */
  WILD_DOWN("wild, falling");

  private final String words;

  Regime(String words) {
    this.words = words;
  }

  /** What a person calls it. */
  public String words() {
    return words;
  }

  static Regime of(int trend, int volatility) {
    if (trend == 0 || volatility == 0) {
      return UNKNOWN;
    }
    return volatility > 0 ? trend > 0 ? WILD_UP : WILD_DOWN : trend > 0 ? CALM_UP : CALM_DOWN;
  }
}
