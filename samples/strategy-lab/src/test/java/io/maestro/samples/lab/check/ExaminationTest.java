package io.maestro.samples.lab.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.samples.lab.GeneratedPrices;
import io.maestro.samples.lab.data.Prices;
import io.maestro.samples.lab.rule.Performance;
import io.maestro.samples.lab.rule.Rule;
import io.maestro.samples.lab.rule.Signal;
import io.maestro.samples.lab.statistics.Bootstrap;
import io.maestro.samples.lab.statistics.Overfitting;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ExaminationTest {
  private static final Prices NOISE = GeneratedPrices.noise(9, 1_500);

  @Test
  void lookAhead_ruleThatPeeksAtTomorrow_isCaught() {
    Signal peeking =
        prices -> {
          int[] positions = new int[prices.size()];
          for (int day = 0; day + 1 < prices.size(); day++) {
            positions[day] = prices.change(day + 1) > 0 ? 1 : -1;
          }
          return positions;
        };

    assertEquals(Verdict.FAIL, LookAhead.examine(NOISE, peeking).verdict());
  }

  @Test
  void lookAhead_ruleThatKnowsTheWholeMean_isCaught() {
    Signal centred =
        prices -> {
          double mean = prices.values().stream().mapToDouble(v -> v).average().orElseThrow();
          return prices.values().stream().mapToInt(v -> v > mean ? 1 : -1).toArray();
        };

    assertEquals(Verdict.FAIL, LookAhead.examine(NOISE, centred).verdict());
  }

  @Test
  void lookAhead_everyRuleOfTheGrid_passes() {
    for (Rule rule : Rule.grid()) {
      assertEquals(Verdict.PASS, LookAhead.examine(NOISE, rule).verdict(), rule.label());
    }
  }

  @Test
  void outOfSample_tooFewDays_isInconclusive() {
    assertEquals(Verdict.INCONCLUSIVE, Examination.outOfSample(traded(2, 249)).verdict());
    assertEquals(Verdict.PASS, Examination.outOfSample(traded(2, 250)).verdict());
    assertEquals(Verdict.FAIL, Examination.outOfSample(traded(0.29, 250)).verdict());
  }

  @Test
  void figures_missing_areInconclusiveAndNeverPass() {
    Evidence nothing = evidence(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    List<Finding> findings =
        List.of(
            Examination.outOfSample(traded(Double.NaN, 500)),
            Examination.drawdown(traded(1, 0)),
            Examination.deflatedSharpe(nothing),
            Examination.overfittingProbability(nothing),
            Examination.costStress(traded(Double.NaN, 500)),
            Examination.bootstrap(nothing),
            Examination.randomEntry(nothing));

    for (Finding finding : findings) {
      assertEquals(Verdict.INCONCLUSIVE, finding.verdict(), finding.id());
      assertTrue(finding.message().contains("not known"), finding.message());
      assertFalse(Examination.passed(List.of(finding)));
    }
  }

  @Test
  void figures_infinite_areInconclusive() {
    assertEquals(
        Verdict.INCONCLUSIVE,
        Examination.costStress(traded(Double.POSITIVE_INFINITY, 500)).verdict());
  }

  @Test
  void overfitting_unstableRanks_failOnlyWhereTheyCost() {
    assertEquals(Verdict.PASS, overfitting(0.4, 0.9));
    assertEquals(Verdict.WARN, overfitting(0.7, 0.1));
    assertEquals(Verdict.FAIL, overfitting(0.7, 0.4));
  }

  @Test
  void drawdown_deepButNotRuinous_isAWarning() {
    assertEquals(Verdict.PASS, fallen(0.35));
    assertEquals(Verdict.WARN, fallen(0.36));
    assertEquals(Verdict.FAIL, fallen(0.61));
  }

  @Test
  void passed_warningsOnly_goesOn() {
    Finding warning = Examination.randomEntry(evidence(1, 0, 0, 0.9));

    assertEquals(Verdict.WARN, warning.verdict());
    assertTrue(Examination.passed(List.of(warning)));
    assertEquals(
        "share of random entry times that do as well: 0.900 (at most 0.050)", warning.message());
  }

  private static Verdict overfitting(double probability, double loss) {
    return Examination.overfittingProbability(evidence(1, probability, loss, 0)).verdict();
  }

  private static Verdict fallen(double deepest) {
    return Examination.drawdown(new Performance(1, deepest, 0, 0, 500)).verdict();
  }

  private static Performance traded(double sharpe, int days) {
    return new Performance(sharpe, 0.1, 0.1, 1, days);
  }

  private static Evidence evidence(
      double deflated, double overfitting, double loss, double randomEntry) {
    return new Evidence(
        List.of(),
        deflated,
        new Overfitting(overfitting, loss, List.of()),
        new Bootstrap(deflated, deflated, deflated),
        randomEntry);
  }
}
