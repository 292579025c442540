package io.maestro.core.engine;

import io.maestro.config.MaestroConfig;
import io.maestro.flow.PipelineQueue;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** The permit queues of a node, one for each pipeline and one for strategies as a whole. */
final class Permits {
  private final MaestroConfig config;
  private final Executor workers;
  private final Map<String, PermitQueue> queues = new ConcurrentHashMap<>();

  Permits(MaestroConfig config, Executor workers) {
    this.config = config;
    this.workers = workers;
  }

  PermitQueue queue(PipelineQueue queue) {
    return queues.computeIfAbsent(
        queue.name(), name -> new PermitQueue(name, config.pipeline(queue)));
  }

  /** Tells a hold, on a worker and under no lock, that it has its permit. */
  void tell(Optional<QueueHold> granted) {
    granted.ifPresent(hold -> workers.execute(hold::granted));
  }
}
