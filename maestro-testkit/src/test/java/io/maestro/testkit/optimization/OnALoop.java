package io.maestro.testkit.optimization;

import static io.maestro.testkit.optimization.World.ANY_BREACH;

import io.maestro.StrategyMaestro;
import io.maestro.core.memory.InMemoryStateStore;
import io.maestro.execution.Mode;
import io.maestro.kind.StrategyKind;
import io.maestro.metric.Metrics;
import io.maestro.optimization.LoopOptions;
import io.maestro.optimization.OptimizationDecision;
import io.maestro.optimization.OptimizationDecision.Choice;
import io.maestro.optimization.OptimizationLoop;
import io.maestro.optimization.Suppression;
import io.maestro.optimization.Suppression.Guard;
import io.maestro.pipeline.ResearchTask;
import io.maestro.store.StateStoreFactory;
import io.maestro.strategy.Strategy;
import io.maestro.strategy.StrategyRef;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A world, a kind in it, and loops that keep its strategies optimized. */
abstract class OnALoop {
  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  static final Duration HOUR = Duration.ofHours(1);
  static final Duration DAY = Duration.ofDays(1);

  World world;
  StrategyKind<String, String, Integer, String> kind;

  @BeforeEach
  void newWorld(VirtualTime time) {
    world = new World(time);
    kind = world.kind("service", ANY_BREACH);
  }

  StrategyMaestro start(TestHost host) {
    return start(host, InMemoryStateStore.factory());
  }

  StrategyMaestro start(TestHost host, StateStoreFactory store) {
    return host.start(builder -> builder.register(kind).store(store));
  }

  Strategy<Integer> develop(TestHost host, StrategyMaestro maestro, String topic) {
    return host.get(maestro.developStrategy(kind, ResearchTask.on(topic)).result())
        .strategy()
        .orElseThrow();
  }

  /** Starts the loop of a new strategy that ticks every hour. */
  OptimizationLoop<Integer> loop(TestHost host, StrategyMaestro maestro) {
    return loop(host, maestro, develop(host, maestro, "a").ref());
  }

  OptimizationLoop<Integer> loop(TestHost host, StrategyMaestro maestro, StrategyRef version) {
    var loop = maestro.continuousOptimization(kind, version, LoopOptions.every(HOUR));
    host.get(loop.accepted());
    return loop;
  }

  /** Executes a version, which reports these metrics. */
  void execute(
      TestHost host, StrategyMaestro maestro, StrategyRef version, Mode mode, Metrics metrics) {
    world.shows(metrics);
    host.get(maestro.executeStrategy(kind, version, mode).result());
  }

  static List<OptimizationDecision> decisions(TestHost host, OptimizationLoop<?> loop) {
    return host.get(loop.decisions(0, 1_000)).items();
  }

  static List<Choice> choices(TestHost host, OptimizationLoop<?> loop) {
    return decisions(host, loop).stream().map(OptimizationDecision::choice).toList();
  }

  static OptimizationDecision last(TestHost host, OptimizationLoop<?> loop) {
    List<OptimizationDecision> all = decisions(host, loop);
    return all.get(all.size() - 1);
  }

  static List<Guard> guards(OptimizationDecision decision) {
    return decision.suppressedBy().stream().map(Suppression::guard).toList();
  }

  OptimizationLoop<Integer> onDemand(TestHost host, StrategyMaestro maestro, StrategyRef version) {
    var loop = maestro.continuousOptimization(kind, version, LoopOptions.onDemand());
    host.get(loop.accepted());
    return loop;
  }
}
