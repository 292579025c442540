package io.maestro.testkit;

/** The five stages of a development. */
public enum LifeStage {
  /** Gathers what there is to know. */
  RESEARCH,
  /** Makes sense of it. */
  ANALYSIS,
  /** Drafts a strategy. */
  CREATION,
  /** Searches for the best one. */
  OPTIMIZATION,
  /** Judges it. */
  VALIDATION
}
