package io.maestro;

import static java.util.Objects.requireNonNull;

import io.maestro.flow.PipelineQueue;
import io.maestro.metric.MetricKey;
import io.maestro.metric.Metrics;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one maestro is doing at one moment. Immutable.
 *
 * <p>The strategies, the queues and the numbers of runs are one cut: they are as they were at the
 * same moment, named by the sequence number. Two states of one maestro with the same number have
 * the same strategies and the same tasks, so whoever shows them asks again and again and compares
 * the numbers. It tells of this node alone, and of runs in its memory: a run that waits for hours
 * rests in the store, where {@link StrategyMaestro#runs} finds it.
 *
 * @param sequence the number of changes since the start
 * @param at when it was taken
 * @param activeStrategies the strategies that are worked on, in the order in which they came
 * @param queues the queues of research, analysis, optimization and execution in this order, then by
 *     name every other queue that has been used
 * @param metrics figures of the whole, by the keys of this class
 */
public record SystemState(
    long sequence,
    Instant at,
    List<ActiveStrategy> activeStrategies,
    List<QueueState> queues,
    Metrics metrics) {
  /** The queues that every state has, in their order. */
  public static final List<PipelineQueue> PIPELINES =
      List.of(
          PipelineQueue.RESEARCH,
          PipelineQueue.ANALYSIS,
          PipelineQueue.OPTIMIZATION,
          PipelineQueue.EXECUTION);

  /** How many runs were taken up since the start: begun here, claimed, or back from their rest. */
  public static final MetricKey RUNS_TAKEN_UP = MetricKey.higherIsBetter("runs-taken-up", "runs");

  /** How many runs are in memory. */
  public static final MetricKey RUNS_LIVE = MetricKey.lowerIsBetter("runs-live", "runs");

  /** How many runs ended with a value here since the start. */
  public static final MetricKey RUNS_COMPLETED = MetricKey.higherIsBetter("runs-completed", "runs");

  /** How many runs failed here since the start. */
  public static final MetricKey RUNS_FAILED = MetricKey.lowerIsBetter("runs-failed", "runs");

  /** How many runs were cancelled here since the start. */
  public static final MetricKey RUNS_CANCELLED = MetricKey.lowerIsBetter("runs-cancelled", "runs");

  /**
   * How many runs were put down since the start without an end: to rest in the store, or because
   * another node has them. Those taken up are those live, ended and put down.
   */
  public static final MetricKey RUNS_PUT_DOWN = MetricKey.lowerIsBetter("runs-put-down", "runs");

  /** How many steps were recorded with their final outcome since the start. */
  public static final MetricKey STEPS_RECORDED =
      MetricKey.higherIsBetter("steps-recorded", "steps");

  /** How many of the maestro's tasks are on a thread. */
  public static final MetricKey WORKERS_BUSY = MetricKey.lowerIsBetter("workers-busy", "threads");

  /** Checks the parts and copies the lists. */
  public SystemState {
    requireNonNull(at, "at");
    requireNonNull(metrics, "metrics");
    if (sequence < 0) {
      throw new IllegalArgumentException("a sequence number is 0 or more: " + sequence);
    }
    activeStrategies = List.copyOf(activeStrategies);
    queues = List.copyOf(queues);
    for (PipelineQueue pipeline : PIPELINES) {
      requireQueue(queues, pipeline);
    }
  }

  private static QueueState requireQueue(List<QueueState> queues, PipelineQueue wanted) {
    return find(queues, wanted)
        .orElseThrow(
            () -> new IllegalArgumentException("the queue " + wanted.name() + " is missing"));
  }

  private static Optional<QueueState> find(List<QueueState> queues, PipelineQueue wanted) {
    return queues.stream().filter(queue -> queue.queue().equals(wanted)).findFirst();
  }

  /** Returns the queue of research. */
  public QueueState researchQueue() {
    return requireQueue(queues, PipelineQueue.RESEARCH);
  }

  /** Returns the queue of analysis. */
  public QueueState analysisQueue() {
    return requireQueue(queues, PipelineQueue.ANALYSIS);
  }

  /** Returns the queue of optimization. */
  public QueueState optimizationQueue() {
    return requireQueue(queues, PipelineQueue.OPTIMIZATION);
  }

  /** Returns the queue of execution. */
  public QueueState executionQueue() {
    return requireQueue(queues, PipelineQueue.EXECUTION);
  }

  /** Returns a queue, or empty if it has not been used since the start. */
  public Optional<QueueState> queue(PipelineQueue queue) {
    return find(queues, requireNonNull(queue, "queue"));
  }
}
