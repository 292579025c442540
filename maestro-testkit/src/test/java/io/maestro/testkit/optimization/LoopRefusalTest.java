package io.maestro.testkit.optimization;

import static io.maestro.testkit.optimization.World.ANY_BREACH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.maestro.run.RunRejectedException;
import io.maestro.run.RunRejectedException.Reason;
import io.maestro.strategy.StrategyRef;
import io.maestro.testkit.Proves;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.time.VirtualTime;
import org.junit.jupiter.api.Test;

/** Loops that are refused. */
final class LoopRefusalTest extends OnALoop {
  @Test
  @Proves("11.19")
  void loop_refused_saysWhyInItsFutures(TestHost host, VirtualTime time) {
    var maestro = start(host);
    StrategyRef version = develop(host, maestro, "a").ref();
    var stranger = world.kind("service", ANY_BREACH);

    assertEquals(
        Reason.UNKNOWN_STRATEGY,
        refusal(
            time,
            maestro.continuousOptimization(kind, new StrategyRef("service", "a", 7)).accepted()));
    assertEquals(
        Reason.NOT_REGISTERED,
        refusal(time, maestro.continuousOptimization(stranger, version).accepted()));
    assertThrows(
        IllegalArgumentException.class,
        () -> maestro.continuousOptimization(kind, new StrategyRef("other", "a", 1)));
    var loop = loop(host, maestro, version);
    maestro.close();
    assertEquals(Reason.CLOSED, refusal(time, loop.tickNow()));
    assertEquals(Reason.CLOSED, refusal(time, loop.stop("too late")));
    assertEquals(
        Reason.CLOSED, refusal(time, maestro.continuousOptimization(kind, version).accepted()));
  }

  @Test
  @Proves("11.19")
  void loop_ofAnUnknownVersion_saysWhichKindAndStrategy(TestHost host, VirtualTime time) {
    var loop = start(host).continuousOptimization(kind, new StrategyRef("service", "a", 7));

    assertEquals(
        "the optimization loop of service:a refused, UNKNOWN_STRATEGY: kind service has no version"
            + " 7 of strategy a; develop it first",
        time.failure(loop.accepted()).getMessage());
  }

  private static Reason refusal(
      VirtualTime time, java.util.concurrent.CompletableFuture<?> future) {
    return assertInstanceOf(RunRejectedException.class, time.failure(future)).reason();
  }
}
