package io.maestro.core.optimization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.execution.Reading;
import io.maestro.metric.MetricKey;
import io.maestro.metric.Metrics;
import io.maestro.metric.Observation;
import io.maestro.metric.Threshold;
import io.maestro.optimization.LoopMemory;
import io.maestro.optimization.OptimizationDecision;
import io.maestro.optimization.OptimizationDecision.Choice;
import io.maestro.optimization.OptimizationResult;
import io.maestro.optimization.Reoptimization;
import io.maestro.optimization.Tick;
import io.maestro.optimization.Trigger;
import io.maestro.run.RunId;
import io.maestro.strategy.CheckResult;
import io.maestro.strategy.Lineage;
import io.maestro.strategy.Strategy;
import io.maestro.strategy.StrategyRef;
import io.maestro.strategy.ValidationReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class NextMemoryTest {
  private static final MetricKey SCORE = MetricKey.higherIsBetter("score", "");
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int PER_DAY = 7;

  private final Judge judge =
      new Judge(
          Reoptimization.when(
                  Trigger.unless(Threshold.atLeast(SCORE, 0.5)).confirmed(3, 20),
                  Trigger.contextChanged().confirmed(5),
                  Trigger.olderThan(Duration.ofDays(90)))
              .coolDown(HOUR)
              .atMostPerDay(PER_DAY),
          Optional.empty(),
          0.5);

  private static LoopMemory fresh() {
    return NextMemory.started(Optional.empty(), ref(1), Optional.of(HOUR), Map.of(), BEGIN);
  }

  private static StrategyRef ref(int version) {
    return new StrategyRef("service", "a", version);
  }

  private static Strategy<String> version(StrategyRef ref) {
    return new Strategy<>(
        ref,
        "spec",
        Metrics.of(SCORE, 1),
        new ValidationReport(
            Map.of("check", CheckResult.pass("")),
            ValidationReport.Warnings.BLOCK,
            BEGIN,
            BEGIN.plus(HOUR)),
        new Lineage(
            RunId.of("run"),
            OptionalInt.empty(),
            "",
            new Lineage.Origin("a", Map.of(), "calm"),
            List.of(),
            0),
        BEGIN);
  }

  /** One tick, without a store: decided, begun, and over a quarter of an hour later. */
  private LoopMemory tick(LoopMemory before, Instant at, Observation observed, int result) {
    Tick tick = NextMemory.tick(before, before.ticks() + 1, at);
    LoopMemory seen = NextMemory.seenAt(before, at);
    Judge.Case given = new Judge.Case(seen, version(before.current()), sight(observed), tick, 0);
    OptimizationDecision decision = judge.decide(given).with(result(before, result));
    LoopMemory begun = decision.choice() == Choice.OPTIMIZE ? NextMemory.begun(before, at) : before;
    var evidence =
        new LoopMemory.Evidence(
            judge.remember(given.triggerCase(), before), given.sight().judged());
    LoopMemory over = NextMemory.over(begun, decision, evidence, at.plus(HOUR.dividedBy(4)));

    assertSame(over, NextMemory.over(over, decision, evidence, at), "applied twice it counts once");
    return over;
  }

  private static Sight sight(Observation observed) {
    return new Sight(
        observed,
        Optional.empty(),
        List.of(new Reading.Id(RunId.of("live"), 1), new Reading.Id(RunId.of("practice"), 7)));
  }

  private static OptimizationResult result(LoopMemory memory, int which) {
    StrategyRef next = ref(memory.current().version() + 1);
    return switch (which) {
      case 0 -> OptimizationResult.accepted(next);
      case 1 -> OptimizationResult.rejected(next, "no good");
      case 2 -> OptimizationResult.concluded("nothing to gain");
      default -> OptimizationResult.failed("out of memory");
    };
  }

  /**
   * A tick knows nothing but the memory, so one that keeps the bounds from wherever it begins keeps
   * them for ever: the loop is followed for a while, then from a billion ticks on.
   */
  @Test
  void memory_afterAnyNumberOfTicks_isBounded() {
    Random random = new Random(7);
    LoopMemory young = followed(fresh(), 4_000, random);
    LoopMemory old = followed(aged(young, 1_000_000_000), 4_000, random);

    assertEquals(4_000, young.schedule().slot());
    assertEquals(1_000_008_000L, old.ticks());
    assertEquals(1_000_008_000L, old.schedule().slot());
  }

  private LoopMemory followed(LoopMemory from, int ticks, Random random) {
    LoopMemory memory = from;
    for (int i = 1; i <= ticks; i++) {
      Observation observed =
          Observation.of(Metrics.of(SCORE, random.nextDouble())).in("context" + random.nextInt(3));
      memory = tick(memory, memory.nextTick().orElseThrow(), observed, random.nextInt(4));
      assertSmall(memory);
    }
    return memory;
  }

  private static void assertSmall(LoopMemory memory) {
    assertTrue(memory.history().begun().size() <= PER_DAY);
    assertTrue(memory.evidence().triggers().size() <= 3);
    assertTrue(
        memory.evidence().triggers().values().stream()
            .allMatch(trigger -> trigger.recent().size() <= 20));
    if (memory.ticks() % 1_000 == 0) {
      assertTrue(memory.toString().length() < 1_500, memory.toString());
    }
  }

  /** Returns the memory as if the loop had gone on as it did, for so many ticks more. */
  private static LoopMemory aged(LoopMemory memory, long ticks) {
    LoopMemory.Schedule grid = memory.schedule();
    return new LoopMemory(
        memory.current(),
        new LoopMemory.Schedule(
            grid.from(),
            grid.interval(),
            grid.slot() + ticks,
            grid.begun() + ticks,
            grid.stopped()),
        memory.ticks() + ticks,
        memory.evidence(),
        memory.history(),
        memory.tags());
  }

  @Test
  void perDay_overAnyDay_isNeverExceeded() {
    LoopMemory memory = fresh();
    java.util.ArrayDeque<Instant> begun = new java.util.ArrayDeque<>();
    Random random = new Random(11);
    Instant at = BEGIN;
    for (int i = 0; i < 5_000; i++) {
      at = at.plus(Duration.ofMinutes(16 + random.nextInt(180)));
      LoopMemory next = tick(memory, at, Observation.of(Metrics.of(SCORE, 0)).in("wild"), 1);
      if (!next.history().ended().equals(memory.history().ended())) {
        begun.addLast(at);
      }
      Instant dayAgo = at.minus(Judge.DAY);
      begun.removeIf(time -> !time.isAfter(dayAgo));
      memory = next;

      assertTrue(begun.size() <= PER_DAY, "within the day before " + at + ": " + begun);
    }
  }
}
