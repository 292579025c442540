package io.maestro.core.optimization;

import io.maestro.codec.TypeToken;
import io.maestro.config.MaestroConfig;
import io.maestro.core.life.DevelopmentWorkflow;
import io.maestro.core.life.Readings;
import io.maestro.core.life.StoredStrategies;
import io.maestro.flow.Workflow;
import io.maestro.kind.StrategyKind;
import io.maestro.monitor.MaestroListener;
import io.maestro.optimization.OptimizationDecision;
import io.maestro.optimization.TickRequest;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The kinds whose strategies can be kept optimized, each with its tick's workflow. Immutable. */
public final class ImprovableKinds {
  private static final TypeToken<OptimizationDecision> DECISION =
      TypeToken.of(OptimizationDecision.class);

  private final StoredStrategies strategies;
  private final Readings readings;
  private final LoopDocuments documents;
  private final OptimizationsInWork inWork = new OptimizationsInWork();
  private final MaestroConfig config;
  private final News news;
  private final Map<String, KindInWork<?>> byName = new LinkedHashMap<>();

  /** Makes the kinds of a maestro. */
  public ImprovableKinds(
      List<StrategyKind<?, ?, ?, ?>> kinds,
      StoredStrategies strategies,
      Readings readings,
      LoopDocuments documents,
      MaestroConfig config,
      Consumer<Consumer<MaestroListener>> listeners) {
    this.strategies = strategies;
    this.readings = readings;
    this.documents = documents;
    this.config = config;
    this.news = new News(listeners);
    kinds.forEach(kind -> byName.put(kind.name(), inWork(kind)));
  }

  private <R, A, S> KindInWork<S> inWork(StrategyKind<R, A, S, ?> kind) {
    return new KindInWork<>(
        kind,
        config,
        DevelopmentWorkflow.of(kind, strategies),
        strategies,
        readings,
        documents,
        inWork,
        news);
  }

  /** Returns the workflows of the kinds' ticks. */
  public Collection<Workflow<?, ?>> workflows() {
    return List.copyOf(byName.values().stream().<Workflow<?, ?>>map(KindInWork::tick).toList());
  }

  Set<String> names() {
    return byName.keySet();
  }

  boolean knows(StrategyKind<?, ?, ?, ?> kind) {
    return Optional.ofNullable(byName.get(kind.name())).filter(k -> k.kind() == kind).isPresent();
  }

  Workflow<TickRequest, OptimizationDecision> tick(String kind) {
    return Optional.ofNullable(byName.get(kind))
        .orElseThrow(() -> new IllegalStateException("kind " + kind + " is not registered"))
        .tick();
  }

  TypeToken<OptimizationDecision> decisionType() {
    return DECISION;
  }

  StoredStrategies strategies() {
    return strategies;
  }

  LoopDocuments documents() {
    return documents;
  }

  OptimizationsInWork inWork() {
    return inWork;
  }
}
