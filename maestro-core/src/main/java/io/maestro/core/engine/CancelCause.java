package io.maestro.core.engine;

/** Why an attempt is asked to stop. */
enum CancelCause {
  /** It has taken too long. */
  TIMEOUT,
  /** Its run ends. */
  STOP,
  /** The maestro shuts down; the step runs again elsewhere or later. */
  SHUTDOWN
}
