package io.maestro.core.optimization;

import io.maestro.core.life.StrategyKey;
import io.maestro.optimization.TickRequest;
import io.maestro.run.RunId;
import io.maestro.run.RunRejectedException;
import io.maestro.store.DocumentKey;
import io.maestro.strategy.StrategyRef;
import java.util.Locale;

/** Which loop is meant, and the names of all that is stored for it. */
record LoopName(String kind, String strategy) {
  static LoopName of(StrategyRef ref) {
    return new LoopName(ref.kind(), ref.name());
  }

  static LoopName of(TickRequest request) {
    return new LoopName(request.kind(), request.strategy());
  }

  /** Returns the collection of the memories of a kind's loops, each under its strategy's name. */
  static String memoriesOf(String kind) {
    return "loops/" + kind;
  }

  DocumentKey memory() {
    return new DocumentKey(memoriesOf(kind), strategy);
  }

  String decisions() {
    return "decisions/" + key();
  }

  DocumentKey decision(long tick) {
    return new DocumentKey(decisions(), id(tick));
  }

  static String id(long tick) {
    return String.format(Locale.ROOT, "%015d", tick);
  }

  RunId tick(long number) {
    return RunId.of("improve/" + key() + "/" + number);
  }

  /** Returns why something is refused that was asked of the loop. */
  RunRejectedException refusal(RunRejectedException.Reason reason, String detail) {
    return new RunRejectedException(reason, RunId.of("improve/" + key()), toString(), detail);
  }

  private String key() {
    return StrategyKey.of(kind, strategy);
  }

  @Override
  public String toString() {
    return "the optimization loop of " + kind + ":" + strategy;
  }
}
