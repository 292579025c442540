package io.maestro;

import static java.util.Objects.requireNonNull;

import io.maestro.flow.PipelineQueue;
import io.maestro.run.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A pipeline's queue on one node, as it was at the moment of its {@link SystemState}. Immutable.
 *
 * @param queue the queue
 * @param depth how many parts of flows wait for a permit
 * @param capacity how many may wait when a run is accepted
 * @param oldestAge how long the one that waits longest has waited, if one waits
 * @param running how many parts of flows hold a permit
 * @param concurrency how many may hold one at once
 * @param rejected how many runs were refused since the start because the queue was full
 * @param tasks those that hold a permit, then those that wait, each in the order in which they got
 *     there; at most {@link #MAX_TASKS} of each
 */
public record QueueState(
    PipelineQueue queue,
    int depth,
    int capacity,
    Optional<Duration> oldestAge,
    int running,
    int concurrency,
    long rejected,
    List<Task> tasks) {
  /** The largest number of tasks that are listed of those that run, and of those that wait. */
  public static final int MAX_TASKS = 500;

  /** Checks the parts and copies the tasks. */
  public QueueState {
    requireNonNull(queue, "queue");
    requireNonNull(oldestAge, "oldestAge");
    tasks = List.copyOf(tasks);
  }

  /** Whether a part of a flow has its permit. */
  public enum Standing {
    /** It holds a permit. */
    RUNNING,
    /** It waits for one. */
    WAITING
  }

  /**
   * A part of a flow in a queue.
   *
   * @param run the run it belongs to
   * @param workflow the name of that run's workflow
   * @param standing whether it runs or waits
   * @param since when it got its permit, or began to wait for it
   */
  public record Task(RunId run, String workflow, Standing standing, Instant since) {
    /** Checks the parts. */
    public Task {
      requireNonNull(run, "run");
      requireNonNull(workflow, "workflow");
      requireNonNull(standing, "standing");
      requireNonNull(since, "since");
    }
  }
}
