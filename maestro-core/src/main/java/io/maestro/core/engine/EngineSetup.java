package io.maestro.core.engine;

import io.maestro.ActiveStrategy;
import io.maestro.codec.Codec;
import io.maestro.config.MaestroConfig;
import io.maestro.core.concurrent.Workers;
import io.maestro.flow.Workflow;
import io.maestro.knowledge.KnowledgeBase;
import io.maestro.log.LogSink;
import io.maestro.monitor.MaestroListener;
import io.maestro.store.RunRecord;
import io.maestro.store.StateStore;
import io.maestro.time.TimeSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What an engine is made of. It closes none of it.
 *
 * @param config the settings, checked
 * @param time the one source of time
 * @param workers where host code runs
 * @param store where runs are kept
 * @param knowledge what steps may know
 * @param codec what turns values into bytes
 * @param workflows the workflows, with unique names
 * @param listeners who is told what happens
 * @param worksOn tells which strategy a run works on, if it does
 * @param log where log lines go
 */
public record EngineSetup(
    MaestroConfig config,
    TimeSource time,
    Workers workers,
    StateStore store,
    KnowledgeBase knowledge,
    Codec codec,
    List<Workflow<?, ?>> workflows,
    List<MaestroListener> listeners,
    Function<RunRecord, Optional<ActiveStrategy>> worksOn,
    LogSink log) {
  /** Copies the lists. */
  public EngineSetup {
    workflows = List.copyOf(workflows);
    listeners = List.copyOf(listeners);
  }
}
