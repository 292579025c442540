package io.maestro.samples.lab.policy;

import io.maestro.StrategyMaestro;
import io.maestro.core.Maestro;
import io.maestro.kind.StrategyKind;
import io.maestro.optimization.LoopOptions;
import io.maestro.optimization.OptimizationLoop;
import io.maestro.pipeline.ResearchTask;
import io.maestro.run.RunOptions;
import io.maestro.run.RunQuery;
import io.maestro.samples.lab.data.Close;
import io.maestro.samples.lab.data.Prices;
import io.maestro.samples.lab.fact.Regime;
import io.maestro.samples.lab.rule.Rule;
import io.maestro.strategy.Strategy;
import io.maestro.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Lets a policy live through the past: a maestro of its own, on time that passes as fast as it can,
 * keeps a rule optimized from the end of the first training span to the last day. Used by one
 * thread.
 */
final class Replaying implements AutoCloseable {
  /** How often the loop looks. */
  static final Duration INTERVAL = Duration.ofDays(7);

  /** Ended ticks are let go so often, or they would fill the memory. */
  private static final Duration TIDY = Duration.ofDays(365);

  private final Policy policy;
  private final Prices prices;
  private final Market market;
  private final VirtualTime time;
  private final StrategyKind<Prices, Regime, Rule, String> kind;
  private final StrategyMaestro maestro;

  Replaying(Policy policy, Prices prices, Market market) {
    this.policy = policy;
    this.prices = prices;
    this.market = market;
    this.time = VirtualTime.startingAt(market.opening());
    this.kind = new LoopKind(market).under(policy);
    this.maestro = Maestro.builder().register(kind).time(time).executor(time.executor()).start();
  }

  Replay replay() {
    Optional<Strategy<Rule>> first =
        time.get(
                maestro
                    .developStrategy(kind, ResearchTask.on("trailing"), RunOptions.named("first"))
                    .result())
            .strategy();
    return first
        .map(this::replay)
        .orElseGet(() -> Replay.of(policy, prices, List.of(), List.of(), 0));
  }

  private Replay replay(Strategy<Rule> first) {
    OptimizationLoop<Rule> loop =
        maestro.continuousOptimization(kind, first.ref(), LoopOptions.every(INTERVAL));
    time.get(loop.accepted());
    liveUntil(Close.of(prices.last()));
    time.get(loop.stop("the data ends"));
    History history = History.of(loop, maestro.strategies(), time, first);
    return Replay.of(policy, prices, history.current(closes()), history.turns(), history.ticks());
  }

  private void liveUntil(Instant end) {
    while (time.now().isBefore(end)) {
      Duration left = Duration.between(time.now(), end);
      time.advance(left.compareTo(TIDY) < 0 ? left : TIDY);
      time.get(maestro.runs(RunQuery.all().limit(RunQuery.MAX_PAGE)).delete());
    }
  }

  /** The closes at which it was decided how to trade the next day. */
  private List<Instant> closes() {
    return market.decidingDates().stream().map(Close::of).toList();
  }

  @Override
  public void close() {
    maestro.close();
    time.close();
  }
}
