package io.maestro.flow;

import java.time.Instant;
import java.util.Optional;

/**
 * Says whether the steps of a part of a flow may still begin: asked before each intent, so that a
 * pause, a wait or a crash in between can't let a step begin on leave that has run out.
 */
public interface Permission {
  /** Leave that never runs out. */
  Permission ALWAYS =
      new Permission() {
        @Override
        public boolean isGiven(Instant now) {
          return true;
        }

        @Override
        public Optional<String> refusal(Intent intent, StepContext step) {
          return Optional.empty();
        }
      };

  /**
   * Returns whether a step may begin. Cheap, and without side effects; not recorded.
   *
   * @param now the real time, never before what the step's code has seen
   */
  boolean isGiven(Instant now);

  /**
   * Decides about a step for which {@link #isGiven} said no. Code of a step of its own, recorded
   * below the step's path and {@code [refused-n]} for the n-th attempt, so that it decides once.
   *
   * @return why the step may not begin, which is what it then fails with; empty if it may all the
   *     same
   * @throws Exception if it can't be told; the step does not begin
   */
  Optional<String> refusal(Intent intent, StepContext step) throws Exception;
}
