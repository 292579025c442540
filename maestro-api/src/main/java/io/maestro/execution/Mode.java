package io.maestro.execution;

/** Whether an execution is for real. */
public enum Mode {
  /** For practice: runs any version, is marked so everywhere, and never counts as validation. */
  REHEARSAL,
  /** For real: needs a passed, unexpired report. Never the default. */
  LIVE
}
