package io.maestro.testkit.life;

import static io.maestro.metric.Threshold.atLeast;
import static io.maestro.metric.Threshold.atMost;
import static io.maestro.testkit.ScriptedKind.SCORE;
import static io.maestro.testkit.life.Executions.codes;
import static io.maestro.testkit.life.Executions.develop;
import static io.maestro.testkit.life.Executions.ending;
import static io.maestro.testkit.life.Executions.executed;
import static io.maestro.testkit.life.Executions.journal;
import static io.maestro.testkit.life.Executions.maestro;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.config.MaestroConfig;
import io.maestro.execution.Denial;
import io.maestro.execution.Denial.Code;
import io.maestro.execution.Execution;
import io.maestro.execution.Mode;
import io.maestro.kind.StrategyKind;
import io.maestro.metric.MetricKey;
import io.maestro.metric.Metrics;
import io.maestro.pipeline.Gate;
import io.maestro.run.RunId;
import io.maestro.run.RunOptions;
import io.maestro.run.RunRejectedException;
import io.maestro.strategy.CheckResult;
import io.maestro.strategy.Decision;
import io.maestro.strategy.Prepared;
import io.maestro.strategy.Strategy;
import io.maestro.strategy.StrategyRef;
import io.maestro.testkit.LifeStage;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.Script;
import io.maestro.testkit.ScriptedKind;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.time.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every reason for which nothing is executed. */
final class ExecutionDenialTest {
  private static final MetricKey LOSS = MetricKey.lowerIsBetter("loss", "");

  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  private final Script<String> work = Script.returning("sold");

  @AfterEach
  void nothingIsExecuted() {
    assertEquals(0, work.calls());
  }

  private ScriptedKind kind() {
    return ScriptedKind.named("lemonade").execution(work);
  }

  private StrategyKind<String, String, String, String> gated(Gate<? super String> gate) {
    return kind().also(complete -> complete.gate("door", gate)).build();
  }

  private static void assertDenied(TestHost host, Execution<String> execution, Code... codes) {
    assertEquals("denied", ending(execution));
    assertEquals(List.of(codes), codes(execution));
    assertTrue(execution.outcome().isEmpty());
    assertTrue(execution.reason().contains(codes[0].name()), execution.reason());
    assertTrue(
        journal(host, RunId.of("run")).stream().noneMatch(step -> step.startsWith("execution")),
        journal(host, RunId.of("run")).toString());
  }

  @Test
  @Proves("26.2")
  void version_thatIsNotThere_isDenied(TestHost host) {
    var kind = kind().build();
    var maestro = maestro(host, kind);
    for (String name : List.of("summer", "x".repeat(200))) {
      var ref = new StrategyRef("lemonade", name, 1);
      var run = maestro.executeStrategy(kind, ref, Mode.REHEARSAL, RunOptions.defaults());

      assertEquals(List.of(Code.UNKNOWN_VERSION), codes(host.get(run.result())));
    }
  }

  @Test
  @Proves({"26.2", "26.3", "13.16"})
  void live_ofARejectedVersion_isDenied(TestHost host) {
    var kind = kind().refusing(LifeStage.VALIDATION, "too sour").build();

    assertDenied(host, executed(host, kind), Code.NOT_VALIDATED);
  }

  @Test
  @Proves({"26.2", "26.3", "13.16"})
  void live_onceTheReportHasExpired_isDenied(TestHost host, VirtualTime time) {
    var kind = kind().also(complete -> complete.validFor(Duration.ofDays(3))).build();
    var maestro = maestro(host, kind);
    Strategy<String> version = develop(host, maestro, kind);
    time.advance(Duration.ofDays(3));

    var run = maestro.executeStrategy(kind, version.ref(), Mode.LIVE, Executions.NAMED);

    assertDenied(host, host.get(run.result()), Code.REPORT_EXPIRED);
  }

  @Test
  @Proves("26.2")
  void preparation_thatStops_denies(TestHost host) {
    var kind =
        kind()
            .also(complete -> complete.preparation((now, flow) -> Decision.stop("no lemons today")))
            .build();

    var execution = executed(host, kind);

    assertDenied(host, execution, Code.NOT_PREPARED);
    assertTrue(execution.reason().contains("no lemons today"));
  }

  @Test
  @Proves({"26.2", "26.4"})
  void gate_thatSaysNo_denies(TestHost host) {
    assertDenied(
        host, executed(host, gated((now, step) -> CheckResult.fail("rain"))), Code.GATE_FAILED);
  }

  @Test
  @Proves("26.4")
  void gate_thatWarns_deniesUnlessTheKindLetsItPass(TestHost host) {
    assertDenied(
        host, executed(host, gated((now, step) -> CheckResult.warn("wind"))), Code.GATE_FAILED);
  }

  @Test
  @Proves("26.4")
  void gate_thatCantTell_denies(TestHost host) {
    assertDenied(
        host,
        executed(host, gated((now, step) -> CheckResult.inconclusive("fog"))),
        Code.GATE_INCONCLUSIVE);
  }

  @Test
  @Proves("26.4")
  void gate_thatThrows_denies(TestHost host) {
    Gate<String> broken =
        (now, step) -> {
          throw new IOException("no line");
        };

    var execution = executed(host, gated(broken));

    assertDenied(host, execution, Code.GATE_ERROR);
    assertTrue(execution.reason().contains("no line"));
  }

  @Test
  @Proves("26.4")
  void gate_thatReturnsNull_denies(TestHost host) {
    assertDenied(host, executed(host, gated((now, step) -> null)), Code.GATE_ERROR);
  }

  @Test
  @Proves("26.4")
  void gate_thatHangs_deniesAfterItsTimeout(TestHost host, VirtualTime time) {
    Gate<String> hanging =
        (now, step) -> {
          time.pass(Duration.ofDays(1));
          return CheckResult.pass("late");
        };
    var kind =
        kind()
            .also(
                complete ->
                    complete
                        .gateTimeout(Duration.ofSeconds(20))
                        .gate("slow", hanging)
                        .gate("next", (now, step) -> CheckResult.pass("open")))
            .build();
    var begun = time.now();

    assertDenied(host, executed(host, kind), Code.GATE_ERROR, Code.GATE_ERROR);
    assertTrue(Duration.between(begun, time.now()).toSeconds() < 30);
  }

  @Test
  @Proves("26.4")
  void gate_thatHangsAndIgnoresItsInterrupt_denies(TestHost host, VirtualTime time) {
    assertDenied(host, executed(host, gated(Executions.deaf(time))), Code.GATE_ERROR);
    time.advance(Duration.ofDays(4));
  }

  @Test
  @Proves("26.4")
  void gate_thatPassesAfterItsTimeout_denies(TestHost host, VirtualTime time) {
    Gate<String> slow =
        (now, step) -> {
          try {
            time.pass(Duration.ofDays(1));
          } catch (InterruptedException ignoredAsBadCodeDoes) {
            return CheckResult.pass("late");
          }
          return CheckResult.pass("later");
        };

    assertDenied(host, executed(host, gated(slow)), Code.GATE_ERROR);
  }

  @Test
  @Proves("26.4")
  void threshold_onAMissingMetric_denies(TestHost host) {
    assertDenied(host, executed(host, gated(Gate.that(atLeast(LOSS, 1)))), Code.METRIC_MISSING);
  }

  @Test
  @Proves("26.4")
  void threshold_onTooFewSamples_denies(TestHost host) {
    assertDenied(
        host,
        executed(host, gated(Gate.that(atLeast(SCORE, 0).minSamples(30)))),
        Code.TOO_FEW_SAMPLES);
  }

  @Test
  @Proves("26.4")
  void threshold_thatIsBroken_denies(TestHost host) {
    assertDenied(host, executed(host, gated(Gate.that(atLeast(SCORE, 2)))), Code.THRESHOLD_BROKEN);
  }

  @Test
  @Proves("26.4")
  void allReasons_areGiven(TestHost host) {
    var kind =
        kind()
            .also(
                complete ->
                    complete
                        .gate("one", (now, step) -> CheckResult.fail("rain"))
                        .gate("two", (now, step) -> CheckResult.pass("open"))
                        .gate("three", (now, step) -> null))
            .build();

    assertDenied(host, executed(host, kind), Code.GATE_FAILED, Code.GATE_ERROR);
  }

  @Test
  @Proves("26.5")
  void gate_isAskedAboutWhatThePreparationObserved(TestHost host) {
    var kind =
        kind()
            .also(
                complete ->
                    complete
                        .preparation((now, flow) -> Prepared.of(Metrics.of(SCORE, 0)))
                        .gate("score", Gate.that(atLeast(SCORE, 0.5))))
            .build();

    assertDenied(host, executed(host, kind), Code.THRESHOLD_BROKEN);
  }

  @Test
  @Proves({"26.6", "14.2"})
  void settingsThreshold_ofThePrimaryMetric_isOnItsBetterSide(TestHost host) {
    var config = MaestroConfig.builder().performanceThreshold(1.5).build();
    var more = kind().also(complete -> complete.primaryMetric(SCORE)).build();
    var maestro = maestro(host, more, config);

    var run =
        maestro.executeStrategy(
            more, develop(host, maestro, more).ref(), Mode.LIVE, Executions.NAMED);

    assertDenied(host, host.get(run.result()), Code.THRESHOLD_BROKEN);
  }

  @Test
  @Proves("26.6")
  void settingsThresholds_areAskedOfTheVersionsTheyAreAbout(TestHost host) {
    var config =
        MaestroConfig.builder()
            .performanceThresholds(List.of(atMost(SCORE, 0.5), atMost(LOSS, 0)))
            .build();
    var kind = kind().build();
    var maestro = maestro(host, kind, config);

    var run =
        maestro.executeStrategy(
            kind, develop(host, maestro, kind).ref(), Mode.LIVE, Executions.NAMED);

    assertDenied(host, host.get(run.result()), Code.THRESHOLD_BROKEN);
  }

  @Test
  @Proves("26.1")
  void refOfAnotherKind_isRefusedAtOnce(TestHost host) {
    var kind = kind().build();
    var maestro = maestro(host, kind);

    assertThrows(
        IllegalArgumentException.class,
        () -> maestro.executeStrategy(kind, new StrategyRef("tea", "summer", 1)));
  }

  @Test
  @Proves({"26.1", "19.4"})
  void kind_thatIsNotRegistered_isRefused(TestHost host) {
    var maestro = maestro(host, ScriptedKind.named("tea").build());

    var run = maestro.executeStrategy(kind().build(), new StrategyRef("lemonade", "summer", 1));

    var refused = (RunRejectedException) host.time().failure(run.result());
    assertEquals(RunRejectedException.Reason.NOT_REGISTERED, refused.reason());
  }

  @Test
  @Proves("19.4")
  void kind_ofWhichAnotherInstanceIsRegistered_isRefusedAndSaysSo(TestHost host) {
    var maestro = maestro(host, kind().build());

    var run = maestro.executeStrategy(kind().build(), new StrategyRef("lemonade", "summer", 1));

    var refused = (RunRejectedException) host.time().failure(run.result());
    assertEquals(RunRejectedException.Reason.NOT_REGISTERED, refused.reason());
    assertTrue(refused.getMessage().contains("another instance"), refused.getMessage());
  }

  @Test
  void denial_inWords_hasCodeAndDetail() {
    assertEquals("GATE_FAILED: rain", new Denial(Code.GATE_FAILED, "rain").toString());
  }
}
