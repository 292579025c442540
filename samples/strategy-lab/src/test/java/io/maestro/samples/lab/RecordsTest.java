package io.maestro.samples.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.samples.lab.check.Evidence;
import io.maestro.samples.lab.data.PriceFile;
import io.maestro.samples.lab.data.Prices;
import io.maestro.samples.lab.fact.Regime;
import io.maestro.samples.lab.kind.Crossover;
import io.maestro.samples.lab.kind.PaperAccount;
import io.maestro.samples.lab.kind.Trusted;
import io.maestro.samples.lab.kind.Warmth;
import io.maestro.samples.lab.policy.Lived;
import io.maestro.samples.lab.policy.Policy;
import io.maestro.samples.lab.policy.Replays;
import io.maestro.samples.lab.report.Answer;
import io.maestro.samples.lab.report.Candidate;
import io.maestro.samples.lab.rule.FoldFit;
import io.maestro.samples.lab.rule.Performance;
import io.maestro.samples.lab.rule.Rule;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What a durable run records of the lab must come back equal, and fit into a step. */
final class RecordsTest {
  private static final int LARGEST_PAYLOAD = 1 << 20;
  private static final Prices NOISE = GeneratedPrices.noise(1, 2_000);
  private static final Candidate CANDIDATE =
      Objects.requireNonNull(PlainLab.develop(NOISE).story().candidate());

  @Test
  void record_prices_comesBackEqual() {
    assertComesBack(NOISE, Prices.class);
  }

  @Test
  void record_trial_comesBackEqual() {
    assertComesBack(new Rule(3, 60), Rule.class);
    assertComesBack(new Rule(3, 60).measure(NOISE, 1), Performance.class);
    assertComesBack(new Performance(Double.NaN, 0, 0, 0, 0), Performance.class);
  }

  @Test
  void record_fit_comesBackEqual() {
    assertComesBack(CANDIDATE.walkForward().fits().get(0), FoldFit.class);
  }

  @Test
  void record_evidenceAndFindings_comeBackEqual() {
    assertComesBack(CANDIDATE.evidence(), Evidence.class);
    CANDIDATE.answers().forEach(answer -> assertComesBack(answer, Answer.class));
  }

  @Test
  void record_specification_comesBackEqual() {
    assertComesBack(Crossover.fitted(CANDIDATE.walkForward().fits()), Crossover.class);
    assertComesBack(new PaperAccount(3, 1.5, 2, 0.25), PaperAccount.class);
    assertComesBack(new PriceFile(NOISE, "0"), PriceFile.class);
  }

  @Test
  void record_replays_comeBackEqual() {
    assertComesBack(
        new Replays(List.of(Lived.of(PlainReplay.of(Policy.YEARLY, NOISE)))), Replays.class);
  }

  @Test
  void record_warmth_comesBackEqual() {
    Trusted trusted = new Trusted(Rule.initial(), 3, 1, 0.7);

    assertComesBack(
        new Warmth(Regime.CALM_UP, LocalDate.of(2020, 2, 29), List.of(trusted)), Warmth.class);
  }

  private static <T> void assertComesBack(T value, Class<T> type) {
    byte[] recorded = JsonMapper.shared().writeValueAsBytes(value);

    assertEquals(value, JsonMapper.shared().readValue(recorded, type));
    assertTrue(recorded.length < LARGEST_PAYLOAD, type + " takes " + recorded.length);
  }
}
