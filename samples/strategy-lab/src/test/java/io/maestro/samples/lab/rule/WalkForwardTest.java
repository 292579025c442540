package io.maestro.samples.lab.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.samples.lab.GeneratedPrices;
import io.maestro.samples.lab.data.Prices;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class WalkForwardTest {
  private static final Prices NOISE = GeneratedPrices.noise(2, 2_500);
  private static final List<Fold> FOLDS = Fold.of(NOISE);

  @Test
  void folds_oneAfterTheOther_testEachDayOnce() {
    List<Trades> tests = FOLDS.stream().map(f -> new Rule(3, 60).trade(f.test(), 1)).toList();
    int first = Rule.WARM_UP + 4 * Performance.YEAR;

    assertEquals(
        NOISE.dates().subList(first, first + 5 * Performance.YEAR),
        tests.stream().flatMap(t -> t.dates().stream()).toList().subList(0, 1260));
    assertEquals(FOLDS.get(0).testTo(), NOISE.date(first + Performance.YEAR - 1));
    assertEquals(FOLDS.get(0).trainTo(), NOISE.date(first - 1));
    assertEquals(FOLDS.get(0).trainFrom(), NOISE.date(Rule.WARM_UP));
    assertEquals(FOLDS.get(1).trainFrom(), NOISE.date(Rule.WARM_UP + Performance.YEAR));
  }

  @Test
  void folds_fewestRowsAllowed_giveOne() {
    assertEquals(1, Fold.of(NOISE.until(1_500)).size());
  }

  @Test
  void folds_shortRest_isLeftOut() {
    assertEquals(1, Fold.of(NOISE.until(200 + 1008 + 252 + 62)).size());
    assertEquals(2, Fold.of(NOISE.until(200 + 1008 + 252 + 63)).size());
  }

  @Test
  void best_undefinedScores_areNeverChosen() {
    Score undefined = new Score(new Rule(3, 60), Double.NaN);
    Score poor = new Score(new Rule(3, 70), -1);

    assertEquals(Optional.of(poor), Score.best(List.of(undefined, poor)));
    assertEquals(Optional.empty(), Score.best(List.of(undefined)));
  }

  @Test
  void best_equals_areDecidedByTheirOrder() {
    Score first = new Score(new Rule(3, 60), 1);

    assertEquals(Optional.of(first), Score.best(List.of(first, new Score(new Rule(3, 70), 1))));
  }

  @Test
  void fit_nothingMeasurable_fallsBackToTheInitialRule() {
    Score undefined = new Score(new Rule(3, 60), Double.NaN);

    assertEquals(Rule.initial(), FoldFit.of(FOLDS.get(0), List.of(undefined)).rule());
  }

  @Test
  void walk_foldsJoined_costMoreUnderStress() {
    Score chosen = new Score(new Rule(3, 60), 1);
    List<FoldFit> fits = FOLDS.stream().map(f -> FoldFit.of(f, List.of(chosen))).toList();

    WalkForward walk = WalkForward.of(FOLDS, fits);

    assertEquals(NOISE.size() - Rule.WARM_UP - 4 * Performance.YEAR, walk.trades().size(), 63);
    assertTrue(
        walk.stressed().performance().totalReturn() < walk.trades().performance().totalReturn());
    assertEquals(chosen.rule(), walk.latest());
    assertThrows(IllegalArgumentException.class, () -> WalkForward.of(FOLDS, List.of()));
  }

  @Test
  void plateau_hillAndLonelyPeak_spreadsOverTheHill() {
    List<Score> hill =
        Rule.grid().stream()
            .map(r -> new Score(r, r.fast() < 15 && r.slow() < 90 ? 1 : 0))
            .toList();
    List<Score> peak =
        Rule.grid().stream().map(r -> new Score(r, r.equals(new Rule(15, 100)) ? 1 : 0)).toList();

    assertEquals(9, new Neighbourhood(hill).plateau().size());
    assertEquals(Set.of(new Rule(15, 100)), new Neighbourhood(peak).plateau());
    assertEquals(0, new Neighbourhood(peak).steadiness(new Rule(15, 100)));
    assertEquals(1, new Neighbourhood(hill).steadiness(new Rule(3, 60)));
  }
}
