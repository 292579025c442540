package io.maestro.core;

import io.maestro.core.life.DevelopmentWorkflow;
import io.maestro.core.life.ExecutionWorkflow;
import io.maestro.core.life.Readings;
import io.maestro.core.life.StoredStrategies;
import io.maestro.core.optimization.ImprovableKinds;
import io.maestro.core.optimization.LoopDocuments;
import io.maestro.execution.Execution;
import io.maestro.execution.ExecutionRequest;
import io.maestro.flow.Workflow;
import io.maestro.kind.StrategyKind;
import io.maestro.monitor.MaestroListener;
import io.maestro.pipeline.ResearchTask;
import io.maestro.strategy.Development;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The built-in workflows of the registered kinds, and what they keep in the store. */
final class StrategyLife {
  private final Foundation base;
  private final StoredStrategies strategies;
  private final Readings readings;
  private final ImprovableKinds improvable;

  /**
   * Makes the workflows.
   *
   * @param listeners takes what the listeners are to be told
   */
  StrategyLife(Foundation base, Consumer<Consumer<MaestroListener>> listeners) {
    this.base = base;
    this.strategies = new StoredStrategies(base.store().documents(), base.codec());
    this.readings = new Readings(base.store().documents(), base.codec());
    this.improvable =
        new ImprovableKinds(
            base.parts().kinds(),
            strategies,
            readings,
            new LoopDocuments(base.store().documents(), base.codec()),
            base.parts().config(),
            listeners);
  }

  StoredStrategies strategies() {
    return strategies;
  }

  Readings readings() {
    return readings;
  }

  ImprovableKinds improvable() {
    return improvable;
  }

  <S> Workflow<ResearchTask, Development<S>> development(StrategyKind<?, ?, S, ?> kind) {
    return DevelopmentWorkflow.of(kind, strategies);
  }

  <X> Workflow<ExecutionRequest, Execution<X>> execution(StrategyKind<?, ?, ?, X> kind) {
    return ExecutionWorkflow.of(kind, strategies, readings, base.parts().config(), base.time());
  }

  /** Returns the host's workflows and those of its kinds. */
  List<Workflow<?, ?>> workflows() {
    List<Workflow<?, ?>> all = new ArrayList<>(base.parts().workflows());
    for (StrategyKind<?, ?, ?, ?> kind : base.parts().kinds()) {
      all.add(development(kind));
      all.add(execution(kind));
    }
    all.addAll(improvable.workflows());
    return all;
  }
}
