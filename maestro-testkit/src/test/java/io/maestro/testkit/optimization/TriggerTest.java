package io.maestro.testkit.optimization;

import static io.maestro.metric.Threshold.atLeast;
import static io.maestro.metric.Threshold.atMost;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.metric.MetricKey;
import io.maestro.metric.Metrics;
import io.maestro.metric.Observation;
import io.maestro.optimization.Finding;
import io.maestro.optimization.Finding.State;
import io.maestro.optimization.MetricTrigger;
import io.maestro.optimization.Reoptimization;
import io.maestro.optimization.Trigger;
import io.maestro.optimization.TriggerCase;
import io.maestro.optimization.TriggerMemory;
import io.maestro.testkit.Proves;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TriggerTest {
  private static final MetricKey SCORE = MetricKey.higherIsBetter("score", "");
  private static final MetricKey COST = MetricKey.lowerIsBetter("cost", "");
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration VALID_FOR = Duration.ofDays(30);

  /** Examines one situation after the other, as a loop does. */
  private static List<State> states(Trigger trigger, List<TriggerCase> situations) {
    List<State> states = new ArrayList<>();
    TriggerMemory memory = TriggerMemory.none();
    for (TriggerCase situation : situations) {
      Trigger.Examined examined = trigger.examine(situation, memory);
      states.add(examined.finding().state());
      memory = examined.memory();
    }
    return states;
  }

  private static List<State> scores(Trigger trigger, double... scores) {
    List<TriggerCase> situations = new ArrayList<>();
    for (double score : scores) {
      situations.add(observed(Metrics.of(SCORE, score, 100)));
    }
    return states(trigger, situations);
  }

  private static List<State> contexts(Trigger trigger, String... contexts) {
    List<TriggerCase> situations = new ArrayList<>();
    for (String context : contexts) {
      situations.add(seen(Observation.none().in(context), "calm"));
    }
    return states(trigger, situations);
  }

  private static TriggerCase observed(Metrics metrics) {
    return seen(Observation.of(metrics), "");
  }

  private static TriggerCase seen(Observation observation, String madeFor) {
    return seenAt(NOW, observation, madeFor);
  }

  private static TriggerCase seenAt(Instant at, Observation observation, String madeFor) {
    return new TriggerCase(at, observation, Optional.empty(), madeFor, NOW, NOW.plus(VALID_FOR));
  }

  /** Nothing was reported since a time; the version was last found to be the best at another. */
  private static TriggerCase silentSince(Instant last, Instant confirmedAt) {
    return new TriggerCase(
        NOW, Observation.none(), Optional.of(last), "calm", confirmedAt, NOW.plus(VALID_FOR));
  }

  @Test
  @Proves("11.6")
  void band_enteredAndLeft_firesUntilTheExitIsKept() {
    var trigger = Trigger.unless(atLeast(SCORE, 0.2)).until(atLeast(SCORE, 0.5));

    assertEquals(
        List.of(State.CALM, State.FIRED, State.FIRED, State.FIRED, State.CALM, State.CALM),
        scores(trigger, 0.2, 0.19, 0.3, 0.49, 0.5, 0.3));
  }

  @Test
  @Proves("11.6")
  void confirmed_threeOfFive_firesAtTheThirdBreachWithinFive() {
    var trigger = Trigger.unless(atLeast(SCORE, 0.2)).confirmed(3, 5);

    assertEquals(
        List.of(
            State.BREACHED,
            State.BREACHED,
            State.BREACHED,
            State.BREACHED,
            State.BREACHED,
            State.BREACHED,
            State.BREACHED,
            State.FIRED,
            State.CALM),
        scores(trigger, 0, 0, 1, 1, 1, 0, 0, 0, 1));
  }

  @Test
  @Proves("11.6")
  void contextChange_confirmedThrice_firesOnlyAfterTheSameOneThreeTimesInARow() {
    var trigger = Trigger.contextChanged().confirmed(3);

    assertEquals(
        List.of(
            State.CALM,
            State.BREACHED,
            State.BREACHED,
            State.BREACHED,
            State.INCONCLUSIVE,
            State.BREACHED,
            State.FIRED,
            State.FIRED,
            State.CALM,
            State.BREACHED),
        contexts(trigger, "calm", "wild", "wild", "mad", "", "mad", "mad", "mad", "calm", "mad"));
    assertEquals(
        List.of(State.FIRED, State.CALM, State.FIRED),
        contexts(Trigger.contextChanged(), "wild", "calm", "mad"));
  }

  @Test
  @Proves("11.7")
  void contextChange_versionMadeForNoNamedContext_isInconclusive() {
    var situation = seen(Observation.none().in("wild"), "");

    assertEquals(List.of(State.INCONCLUSIVE), states(Trigger.contextChanged(), List.of(situation)));
  }

  @Test
  @Proves("11.6")
  void age_reached_firesFromThenOn() {
    Trigger trigger = Trigger.olderThan(Duration.ofDays(10));

    assertEquals(State.CALM, ofAge(trigger, Duration.ofDays(10).minusNanos(1)));
    assertEquals(State.FIRED, ofAge(trigger, Duration.ofDays(10)));
    assertEquals(State.FIRED, ofAge(trigger, Duration.ofDays(1_000)));
    assertEquals(State.CALM, ofAge(trigger, Duration.ofDays(-1)), "the clock went back");
  }

  private static State ofAge(Trigger trigger, Duration age) {
    var situation = seenAt(NOW.plus(age), Observation.none(), "");
    return states(trigger, List.of(situation)).get(0);
  }

  @Test
  @Proves("11.29")
  void expiry_near_firesFromThenOn() {
    Trigger trigger = Trigger.beforeExpiry(Duration.ofDays(2));

    assertEquals(State.CALM, ofAge(trigger, VALID_FOR.minusDays(2).minusNanos(1)));
    assertEquals(State.FIRED, ofAge(trigger, VALID_FOR.minusDays(2)));
    assertEquals(State.FIRED, ofAge(trigger, VALID_FOR.plusDays(1_000)));
    assertEquals(
        List.of(
            "its report expires at 2026-01-31T00:00:00Z",
            "its report has expired at 2026-01-31T00:00:00Z"),
        details(
            trigger,
            List.of(
                seenAt(NOW, Observation.none(), ""),
                seenAt(NOW.plus(VALID_FOR), Observation.none(), ""))));
  }

  @Test
  @Proves("11.27")
  void silence_afterAConfirmedBreach_isTheSameBreach() {
    var band = Trigger.unless(atLeast(SCORE, 0.2)).confirmed(2, 3);
    var change = Trigger.contextChanged().confirmed(2);
    var bad = seen(Observation.of(Metrics.of(SCORE, 0)).in("wild"), "calm");
    var silent = silentSince(NOW, NOW);

    assertEquals(
        List.of(State.BREACHED, State.INCONCLUSIVE, State.FIRED, State.FIRED, State.FIRED),
        states(band, List.of(bad, silent, bad, silent, silent)));
    assertEquals(
        List.of(State.BREACHED, State.INCONCLUSIVE, State.FIRED, State.FIRED, State.FIRED),
        states(change, List.of(bad, silent, bad, silent, silent)));
    assertEquals(
        "no report since 2026-01-01T00:00:00Z, the breach of score >= 0.2 goes on",
        details(band, List.of(bad, bad, silent)).get(2));
    assertEquals(
        "no report since 2026-01-01T00:00:00Z, still wild instead of calm",
        details(change, List.of(bad, bad, silent)).get(2));
  }

  @Test
  @Proves("11.27")
  void silence_afterNothingBetterWasFound_isInconclusive() {
    var bad = seen(Observation.of(Metrics.of(SCORE, 0)).in("wild"), "calm");
    var silent = silentSince(NOW, NOW.plusSeconds(1));

    assertEquals(
        List.of(State.FIRED, State.INCONCLUSIVE),
        states(Trigger.unless(atLeast(SCORE, 0.2)), List.of(bad, silent)));
    assertEquals(
        List.of(State.FIRED, State.INCONCLUSIVE),
        states(Trigger.contextChanged(), List.of(bad, silent)));
  }

  @Test
  @Proves("11.7")
  void metric_missing_isInconclusiveAndChangesNothing() {
    var trigger = Trigger.unless(atLeast(SCORE, 0.2));
    List<TriggerCase> situations =
        List.of(
            observed(Metrics.of(SCORE, 0)),
            observed(Metrics.of(COST, 0)),
            observed(Metrics.none()),
            observed(Metrics.of(SCORE, 0.1)));

    assertEquals(
        List.of(State.FIRED, State.INCONCLUSIVE, State.INCONCLUSIVE, State.FIRED),
        states(trigger, situations));
  }

  @Test
  @Proves("11.7")
  void breach_onTooFewSamples_isSaidSoWithTheNumbersAndDoesNotFire() {
    var trigger = Trigger.unless(atLeast(SCORE, 0.2).minSamples(63));
    Finding few = find(trigger, Metrics.of(SCORE, 0, 62));

    assertEquals(State.TOO_FEW_SAMPLES, few.state());
    assertEquals("score >= 0.2, observed 0 on 62 of 63 samples", few.detail());
    assertEquals(State.INCONCLUSIVE, find(trigger, Metrics.of(SCORE, 1, 62)).state());
    assertEquals(State.FIRED, find(trigger, Metrics.of(SCORE, 0, 63)).state());
  }

  @Test
  @Proves("11.25")
  void detail_ofEachTrigger_isUnderstoodWithoutItsWords() {
    var band =
        Trigger.unless(atLeast(SCORE, 0.3).minSamples(50))
            .until(atLeast(SCORE, 40))
            .confirmed(2, 3);
    var bad = observed(Metrics.of(SCORE, 1d / 7, 4_000));
    var changed = seenAt(NOW.plus(Duration.ofHours(250)), Observation.none().in("b"), "a");

    assertEquals(
        List.of(
            "score >= 0.3, observed 0.142857 on 4000 samples, broken at 1 of the last 3, 2 needed",
            "score >= 0.3, observed 0.142857 on 4000 samples, broken at 2 of the last 3",
            "score >= 40, observed 0.142857 on 4000 samples, the breach goes on",
            "score is missing"),
        details(band, List.of(bad, bad, bad, changed)));
    assertEquals(
        List.of(
            "b instead of a, observed 1 in a row, 2 needed", "b instead of a, observed 2 in a row"),
        details(Trigger.contextChanged().confirmed(2), List.of(changed, changed)));
    assertEquals(List.of("b instead of a"), details(Trigger.contextChanged(), List.of(changed)));
    assertEquals(
        List.of("it is PT0S old", "it is 10 days old"),
        details(Trigger.olderThan(Duration.ofDays(10)), List.of(bad, changed)));
    assertEquals(
        "unless score >= 0.3, until score >= 40.0, at 2 of 3, on 50 samples or more",
        band.toString(),
        "the words under which its memory is kept stay as they are");
  }

  private static List<String> details(Trigger trigger, List<TriggerCase> situations) {
    List<String> details = new ArrayList<>();
    TriggerMemory memory = TriggerMemory.none();
    for (TriggerCase situation : situations) {
      Trigger.Examined examined = trigger.examine(situation, memory);
      details.add(examined.finding().detail());
      memory = examined.memory();
    }
    return details;
  }

  private static Finding find(Trigger trigger, Metrics metrics) {
    return trigger.examine(observed(metrics), TriggerMemory.none()).finding();
  }

  /** A trigger as one would write it who need not save memory: it looks at all it has ever seen. */
  private record Naive(MetricTrigger trigger) {
    private State stateAfter(List<Metrics> seen) {
      List<Boolean> counted = new ArrayList<>();
      State state = State.CALM;
      boolean on = false;
      for (Metrics metrics : seen) {
        if (metrics.find(SCORE).isEmpty()) {
          state = State.INCONCLUSIVE;
          continue;
        }
        double score = metrics.find(SCORE).get().value();
        boolean breaks = on ? score < trigger.exit().bound() : score < trigger.enter().bound();
        if (metrics.find(SCORE).get().samples() < trigger.enter().minSamples()) {
          state = breaks ? State.TOO_FEW_SAMPLES : State.INCONCLUSIVE;
          continue;
        }
        if (on) {
          on = breaks;
          state = on ? State.FIRED : State.CALM;
          continue;
        }
        counted.add(breaks);
        int from = Math.max(0, counted.size() - trigger.of());
        long count = counted.subList(from, counted.size()).stream().filter(b -> b).count();
        on = count >= trigger.broken();
        state = on ? State.FIRED : count > 0 ? State.BREACHED : State.CALM;
        if (on) {
          counted.clear();
        }
      }
      return state;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  @Proves({"11.6", "11.7"})
  void band_randomObservations_doesAsAnUnboundedModel(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      int of = 1 + random.nextInt(6);
      var trigger =
          Trigger.unless(atLeast(SCORE, 3).minSamples(5))
              .until(atLeast(SCORE, 3 + random.nextInt(4)))
              .confirmed(1 + random.nextInt(of), of);
      List<Metrics> seen = new ArrayList<>();
      TriggerMemory memory = TriggerMemory.none();
      for (int tick = 0; tick < 40; tick++) {
        seen.add(anything(random));
        Trigger.Examined examined = trigger.examine(observed(seen.get(seen.size() - 1)), memory);
        memory = examined.memory();

        assertEquals(
            new Naive(trigger).stateAfter(seen), examined.finding().state(), trigger + " " + seen);
        assertTrue(memory.recent().size() <= of);
      }
    }
  }

  private static Metrics anything(Random random) {
    return random.nextInt(6) == 0
        ? Metrics.none()
        : Metrics.of(SCORE, random.nextInt(10), 3 + random.nextInt(10));
  }

  @Test
  @Proves("11.8")
  void settings_thatContradict_areRefusedWithWhatToDo() {
    var score = Trigger.unless(atLeast(SCORE, 0.2));
    var cost = Trigger.unless(atMost(COST, 10));

    assertRefused("swap them", () -> score.until(atLeast(SCORE, 0.1)));
    assertRefused("swap them", () -> cost.until(atMost(COST, 11)));
    assertRefused("the same metric", () -> score.until(atMost(SCORE, 0.5)));
    assertRefused("the same metric", () -> score.until(atLeast(COST, 0.5)));
    assertRefused("1 to 5 of 5", () -> score.confirmed(6, 5));
    assertRefused("1 to 5 of 5", () -> score.confirmed(0, 5));
    assertRefused("1 to 1000", () -> score.confirmed(1, 1_001));
    assertRefused("1 observation or more", () -> Trigger.contextChanged().confirmed(0));
    assertRefused("more than zero", () -> Trigger.olderThan(Duration.ZERO));
    assertRefused("more than zero", () -> Trigger.beforeExpiry(Duration.ZERO));
    assertRefused("negative", () -> score.coolDown(Duration.ofNanos(-1)));
    assertRefused("per day", () -> Reoptimization.when(score).atMostPerDay(0));
    assertRefused("at once", () -> Reoptimization.when(score).atMostAtOnce(1_001));
    assertRefused("there already", () -> Reoptimization.when(score, score.confirmed(1, 1)));
  }

  private static void assertRefused(String hint, org.junit.jupiter.api.function.Executable call) {
    String message = assertThrows(IllegalArgumentException.class, call).getMessage();

    assertTrue(message.contains(hint), message);
  }

  @Test
  @Proves("11.8")
  void policy_nothingSaid_hasTheDefaultGuards() {
    Reoptimization policy = Reoptimization.when(Trigger.unless(atLeast(SCORE, 0.2)));

    assertEquals(Duration.ofDays(1), policy.coolDown());
    assertEquals(4, policy.perDay());
    assertEquals(1, policy.atOnce());
    assertEquals(List.of(), Reoptimization.never().triggers());
  }
}
