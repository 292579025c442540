package io.maestro.knowledge;

/** Which way a piece of evidence points. */
public enum Stance {
  /** It worked. */
  FOR,
  /** It did not. */
  AGAINST
}
