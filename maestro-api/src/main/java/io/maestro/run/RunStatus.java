package io.maestro.run;

/** What a run is doing. The last three are terminal: they are written once and never change. */
public enum RunStatus {
  /** Accepted, waiting for its first turn. */
  QUEUED,
  /** A worker is, or will soon be, executing its code. */
  RUNNING,
  /** Waiting for time, a message, a permit or another run; holds no thread. */
  WAITING,
  /** Held by a pause until it is resumed. */
  PAUSED,
  /** Ended with a value. */
  SUCCEEDED,
  /** Ended by a failure of machinery or of its code. */
  FAILED,
  /** Ended by a cancellation. */
  CANCELLED;

  /** Returns whether a run with this status has ended. */
  public boolean isTerminal() {
    return compareTo(SUCCEEDED) >= 0;
  }
}
