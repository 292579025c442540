package io.maestro.core.engine;

import io.maestro.QueueState;
import io.maestro.SystemState;
import io.maestro.config.MaestroConfig;
import io.maestro.flow.PipelineQueue;
import io.maestro.time.TimeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;

/** The permit queues of a node, one for each pipeline and one for strategies as a whole. */
final class Permits {
  private final MaestroConfig config;
  private final Executor workers;
  private final Ledger ledger;
  private final TimeSource time;
  private final Map<String, PermitQueue> queues = new ConcurrentSkipListMap<>();

  Permits(MaestroConfig config, Executor workers, Ledger ledger, TimeSource time) {
    this.config = config;
    this.workers = workers;
    this.ledger = ledger;
    this.time = time;
    SystemState.PIPELINES.forEach(pipeline -> queues.put(pipeline.name(), made(pipeline)));
  }

  PermitQueue queue(PipelineQueue queue) {
    PermitQueue known = queues.get(queue.name());
    return known != null
        ? known
        : ledger.change(() -> queues.computeIfAbsent(queue.name(), name -> made(queue)));
  }

  private PermitQueue made(PipelineQueue queue) {
    return new PermitQueue(queue.name(), config.pipeline(queue), ledger, time);
  }

  /** Tells a hold, on a worker and under no lock, that it has its permit. */
  void tell(Optional<QueueHold> granted) {
    granted.ifPresent(hold -> workers.execute(hold::granted));
  }

  /** Returns the queues of the pipelines, then all others by name. Under the ledger's lock. */
  List<QueueState> states(long nowNanos) {
    List<QueueState> states = new ArrayList<>();
    SystemState.PIPELINES.forEach(pipeline -> states.add(queue(pipeline).state(nowNanos)));
    queues.values().stream()
        .filter(queue -> !SystemState.PIPELINES.contains(new PipelineQueue(queue.name)))
        .forEach(queue -> states.add(queue.state(nowNanos)));
    return states;
  }
}
