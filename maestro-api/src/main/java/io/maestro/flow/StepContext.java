package io.maestro.flow;

import io.maestro.knowledge.RunKnowledge;
import io.maestro.log.RunLog;
import io.maestro.message.PipelineCommunication;
import io.maestro.run.RunId;
import java.time.Instant;
import java.util.Optional;

/**
 * What a step's code sees of its run. Belongs to one attempt; thread-safe, so the code may hand it
 * to threads of its own.
 */
public interface StepContext {
  /** Returns the run's id. */
  RunId runId();

  /** Returns the step's path, its identity within the run. */
  String path();

  /** Returns the number of this attempt, from 1; it counts on after a restart. */
  int attempt();

  /**
   * Returns the key to hand to the outside world, so that it can tell a repetition: the same for
   * every attempt of this step, different for every other step of any run.
   */
  String idempotencyKey();

  /** Returns when this attempt is given up, or empty if it has all the time. */
  Optional<Instant> deadline();

  /**
   * Returns whether this attempt should stop: the run is cancelled, its deadline or the attempt's
   * timeout has passed, or the maestro is shutting down. Its thread is interrupted soon after.
   */
  boolean isCancelled();

  /**
   * Stops here while the run is paused, and goes on when it is resumed; long code calls it where it
   * could stop.
   *
   * @throws InterruptedException if the attempt should stop for good
   */
  void pausePoint() throws InterruptedException;

  /**
   * Reports how far the step is; cheap, may be called often.
   *
   * @param done how much is done
   * @param total how much there is, 0 if unknown
   * @param note a few words, may be empty
   */
  void progress(long done, long total, String note);

  /**
   * Returns the messages between the parts of the host, correlated with the run: its id is in the
   * envelopes of what the step sends. A step that runs again sends again.
   */
  PipelineCommunication communication();

  /** Returns the current time of the maestro's clock. */
  Instant now();

  /** Returns a log whose lines carry run, workflow, step and attempt. */
  RunLog log();

  /** Returns what was known when the run was first started, and where to record what it learns. */
  RunKnowledge knowledge();
}
