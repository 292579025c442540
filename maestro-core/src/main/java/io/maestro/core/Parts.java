package io.maestro.core;

import io.maestro.config.MaestroConfig;
import io.maestro.flow.Workflow;
import io.maestro.kind.StrategyKind;
import io.maestro.log.LogSink;
import io.maestro.monitor.MaestroListener;
import java.util.List;

/** What the builder was given that needs no opening, checked. */
record Parts(
    MaestroConfig config,
    List<StrategyKind<?, ?, ?, ?>> kinds,
    List<Workflow<?, ?>> workflows,
    List<MaestroListener> listeners,
    LogSink log) {
  Parts {
    kinds = List.copyOf(kinds);
    workflows = List.copyOf(workflows);
    listeners = List.copyOf(listeners);
  }
}
