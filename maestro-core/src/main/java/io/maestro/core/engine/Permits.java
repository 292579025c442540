package io.maestro.core.engine;

import io.maestro.config.MaestroConfig;
import io.maestro.config.PipelineLimits;
import io.maestro.flow.PipelineQueue;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** The permit queues of a node, one for each pipeline, and the one over all strategies. */
public final class Permits {
  /** The queue in which a strategy as a whole waits for its turn. */
  public static final PipelineQueue STRATEGIES = new PipelineQueue("strategies");

  private final MaestroConfig config;
  private final Executor workers;
  private final Map<String, PermitQueue> queues = new ConcurrentHashMap<>();

  Permits(MaestroConfig config, Executor workers) {
    this.config = config;
    this.workers = workers;
  }

  PermitQueue queue(PipelineQueue queue) {
    return queues.computeIfAbsent(
        queue.name(), name -> new PermitQueue(name, limits(queue), workers));
  }

  private PipelineLimits limits(PipelineQueue queue) {
    return queue.equals(STRATEGIES)
        ? new PipelineLimits(
            config.maxConcurrentStrategies(), config.pipeline(PipelineQueue.RESEARCH).capacity())
        : config.pipeline(queue);
  }
}
