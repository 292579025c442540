package io.maestro.core.engine;

import io.maestro.run.Failure;
import io.maestro.run.RunStatus;
import io.maestro.store.RunEnd;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a run ends otherwise than by returning.
 *
 * @param failure why it fails, or null if it is cancelled
 * @param reason why it is cancelled, else empty
 */
record StopCause(@Nullable Failure failure, String reason) {
  static StopCause failed(Failure failure) {
    return new StopCause(failure, "");
  }

  static StopCause cancelled(String reason) {
    return new StopCause(null, reason);
  }

  RunEnd end(boolean compensated) {
    return new RunEnd(
        failure == null ? RunStatus.CANCELLED : RunStatus.FAILED,
        Optional.empty(),
        Optional.ofNullable(failure),
        reason,
        compensated);
  }
}
