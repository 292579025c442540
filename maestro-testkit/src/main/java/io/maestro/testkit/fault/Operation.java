package io.maestro.testkit.fault;

import io.maestro.run.RunStatus;
import io.maestro.store.RunWrite;
import io.maestro.store.Standing;

/** A kind of request to a store that changes something. */
enum Operation {
  CREATE,
  CLAIM,
  RENEW,
  RECORD,
  INTENT,
  REST,
  RELEASE,
  END,
  DELIVER,
  DOCUMENT,
  TRANSACTION;

  Point before() {
    return Point.valueOf("BEFORE_" + name());
  }

  Point after() {
    return Point.valueOf("AFTER_" + name());
  }

  /** Returns what a write is for. */
  static Operation of(RunWrite write) {
    if (write.end().isPresent()) {
      return END;
    }
    if (write.ownership() == RunWrite.Ownership.RELEASE) {
      return write.next().filter(Operation::waits).isPresent() ? REST : RELEASE;
    }
    return write.recorded().stream().allMatch(step -> step.state().isFinal()) ? RECORD : INTENT;
  }

  private static boolean waits(Standing standing) {
    return standing.status() == RunStatus.WAITING || standing.status() == RunStatus.PAUSED;
  }
}
