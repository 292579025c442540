package io.maestro.store;

import static java.util.Objects.requireNonNull;

import io.maestro.codec.Payload;
import io.maestro.run.Failure;
import io.maestro.run.RunStatus;
import java.util.Optional;

/**
 * How a run ended.
 *
 * @param status terminal
 * @param result the value, if it succeeded
 * @param failure the failure, if it failed
 * @param reason the reason, if it was cancelled; else empty
 * @param compensated whether compensations ran, so that its steps must not be taken over by a retry
 */
public record RunEnd(
    RunStatus status,
    Optional<Payload> result,
    Optional<Failure> failure,
    String reason,
    boolean compensated) {
  /** Checks that the status is terminal and the parts fit it. */
  public RunEnd {
    requireNonNull(reason, "reason");
    if (!status.isTerminal()
        || result.isPresent() != (status == RunStatus.SUCCEEDED)
        || failure.isPresent() != (status == RunStatus.FAILED)) {
      throw new IllegalArgumentException(
          "an end needs a terminal status and what belongs to it: " + status);
    }
  }
}
