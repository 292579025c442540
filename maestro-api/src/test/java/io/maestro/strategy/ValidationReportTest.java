package io.maestro.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.metric.Metrics;
import io.maestro.run.RunId;
import io.maestro.strategy.ValidationReport.Warnings;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class ValidationReportTest {
  private static final CheckResult PASS = CheckResult.pass("fine");
  private static final CheckResult WARN = CheckResult.warn("just so");

  @Test
  void passed_eachVerdict_failsClosed() {
    assertTrue(report(Warnings.BLOCK, PASS).passed());
    assertFalse(report(Warnings.BLOCK, PASS, WARN).passed());
    assertTrue(report(Warnings.PASS, PASS, WARN).passed());
    assertFalse(report(Warnings.PASS, CheckResult.inconclusive("?")).passed());
    assertFalse(report(Warnings.PASS, PASS, CheckResult.fail("bad")).passed());
    assertFalse(report(Warnings.PASS, PASS, CheckResult.error("broken")).passed());
  }

  @Test
  void against_severalBlock_namesThoseInOrder() {
    var report = report(Warnings.BLOCK, CheckResult.fail("bad"), PASS, WARN);

    assertEquals(List.of("check-0: FAIL, bad", "check-2: WARN, just so"), report.against());
    assertEquals(Verdict.FAIL, report.overall());
  }

  @Test
  void report_withoutChecks_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> report(Warnings.PASS));
  }

  @Test
  void verdict_worse_isTheLaterOfTheTwo() {
    for (Verdict one : Verdict.values()) {
      for (Verdict other : Verdict.values()) {
        assertEquals(one.worse(other), other.worse(one));
      }
    }
    assertEquals(Verdict.ERROR, Verdict.ERROR.worse(Verdict.FAIL));
  }

  @Test
  void observing_notFinite_isLeftOut() {
    CheckResult result = PASS.observing(Double.NaN, 0.5);

    assertEquals(OptionalDouble.empty(), result.observed());
    assertEquals(OptionalDouble.of(0.5), result.threshold());
  }

  @Test
  void development_fold_callsTheFunctionOfItsCase() {
    assertEquals("validated", told(new Development.Validated<>(strategy(PASS))));
    assertEquals("rejected", told(new Development.Rejected<>(strategy(WARN))));
    assertEquals("nothing", told(new Development.Concluded<>("research", "nothing")));
  }

  @Test
  void development_reportThatDoesNotFit_isRefused() {
    Strategy<String> passed = strategy(PASS);
    Strategy<String> failed = strategy(WARN);

    assertThrows(IllegalArgumentException.class, () -> new Development.Rejected<>(passed));
    assertThrows(IllegalArgumentException.class, () -> new Development.Validated<>(failed));
  }

  @Test
  void decision_stop_hasAReasonAndNoEnvelope() {
    Decision<Draft<String>> stop = Decision.stop("enough");

    assertEquals("enough", stop.reason());
    assertTrue(stop.envelope().isEmpty());
    assertEquals("spec", Draft.of("spec").envelope().orElseThrow().spec());
  }

  private static String told(Development<String> development) {
    return development.fold(
        validated -> "validated", rejected -> "rejected", Development.Concluded::why);
  }

  private static Strategy<String> strategy(CheckResult result) {
    return new Strategy<>(
        new StrategyRef("kind", "name", 1),
        "spec",
        Metrics.none(),
        report(Warnings.BLOCK, result),
        new Lineage(
            RunId.of("run"),
            OptionalInt.empty(),
            "asked for",
            new Lineage.Origin("topic", Map.of(), ""),
            List.of(),
            0),
        Instant.EPOCH);
  }

  private static ValidationReport report(Warnings warnings, CheckResult... results) {
    Map<String, CheckResult> checks = new LinkedHashMap<>();
    for (CheckResult result : results) {
      checks.put("check-" + checks.size(), result);
    }
    return new ValidationReport(checks, warnings, Instant.EPOCH, Instant.MAX);
  }
}
