package io.maestro.knowledge;

/** What the evidence on a subject adds up to. */
public enum Belief {
  /** It works: a confidence of {@value #SUPPORTED_FROM} or more. */
  SUPPORTED,
  /** It does not work: a confidence of {@value #REFUTED_UP_TO} or less. */
  REFUTED,
  /** Nobody can tell: too little evidence, too old, or as much for as against. */
  OPEN;

  /** The confidence from which a subject is supported. */
  public static final double SUPPORTED_FROM = 0.6;

  /** The confidence up to which a subject is refuted. */
  public static final double REFUTED_UP_TO = 0.4;

  /**
   * Returns what a confidence means.
   *
   * <p>A single piece of evidence, with nothing against it, decides for exactly one half-life.
   *
   * @param confidence 0 to 1
   */
  public static Belief of(double confidence) {
    if (confidence >= SUPPORTED_FROM) {
      return SUPPORTED;
    }
    return confidence <= REFUTED_UP_TO ? REFUTED : OPEN;
  }
}
