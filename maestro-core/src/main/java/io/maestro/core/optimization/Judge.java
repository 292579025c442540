package io.maestro.core.optimization;

import io.maestro.execution.Health;
import io.maestro.metric.MetricKey;
import io.maestro.metric.Metrics;
import io.maestro.metric.Observation;
import io.maestro.optimization.Finding;
import io.maestro.optimization.Finding.State;
import io.maestro.optimization.LoopMemory;
import io.maestro.optimization.OptimizationDecision;
import io.maestro.optimization.OptimizationDecision.Choice;
import io.maestro.optimization.OptimizationResult;
import io.maestro.optimization.Performance;
import io.maestro.optimization.Reoptimization;
import io.maestro.optimization.Suppression;
import io.maestro.optimization.Suppression.Guard;
import io.maestro.optimization.Tick;
import io.maestro.optimization.Trigger;
import io.maestro.optimization.TriggerCase;
import io.maestro.optimization.TriggerMemory;
import io.maestro.strategy.Strategy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Decides, as a pure function of what is given. */
record Judge(Reoptimization policy, Optional<MetricKey> primary, double tolerance) {
  static final Duration DAY = Duration.ofHours(24);

  /** All that a decision rests on. */
  record Case(LoopMemory memory, Strategy<?> version, Sight sight, Tick tick, int others) {
    TriggerCase triggerCase() {
      return new TriggerCase(
          tick.at(),
          sight.observed(),
          sight.silentSince(),
          version.lineage().origin().context(),
          memory.history().confirmed().orElse(version.createdAt()),
          version.report().validUntil());
    }
  }

  OptimizationDecision decide(Case given) {
    List<Finding> findings =
        examined(given.triggerCase(), given.memory()).stream()
            .map(Trigger.Examined::finding)
            .toList();
    boolean fired = has(findings, State.FIRED);
    List<Suppression> against = fired ? guards(given) : tooFew(findings);
    Choice choice = !against.isEmpty() ? Choice.SUPPRESSED : fired ? Choice.OPTIMIZE : Choice.HOLD;
    return new OptimizationDecision(
        given.version().ref(),
        given.tick(),
        choice,
        findings,
        against,
        performance(given),
        OptimizationResult.nothing());
  }

  /** Returns what the triggers remember after what they have seen. */
  Map<String, TriggerMemory> remember(TriggerCase seen, LoopMemory memory) {
    Map<String, TriggerMemory> next = new TreeMap<>();
    for (Trigger.Examined examined : examined(seen, memory)) {
      next.put(examined.finding().trigger(), examined.memory());
    }
    return next;
  }

  private List<Trigger.Examined> examined(TriggerCase seen, LoopMemory memory) {
    return policy.triggers().stream()
        .map(trigger -> trigger.examine(seen, memoryOf(trigger, memory)))
        .toList();
  }

  private static TriggerMemory memoryOf(Trigger trigger, LoopMemory memory) {
    return memory.evidence().triggers().getOrDefault(trigger.toString(), TriggerMemory.none());
  }

  private static boolean has(List<Finding> findings, State state) {
    return findings.stream().anyMatch(finding -> finding.state() == state);
  }

  private static List<Suppression> tooFew(List<Finding> findings) {
    return findings.stream()
        .filter(finding -> finding.state() == State.TOO_FEW_SAMPLES)
        .map(finding -> new Suppression(Guard.TOO_FEW_SAMPLES, finding.detail()))
        .toList();
  }

  private List<Suppression> guards(Case given) {
    List<Suppression> against = new ArrayList<>();
    stopped(given).ifPresent(against::add);
    coolDown(given).ifPresent(against::add);
    perDay(given).ifPresent(against::add);
    atOnce(given).ifPresent(against::add);
    return against;
  }

  private static Optional<Suppression> stopped(Case given) {
    return given
        .memory()
        .schedule()
        .stopped()
        .map(reason -> new Suppression(Guard.NOT_ALLOWED, "the loop was stopped: " + reason));
  }

  private Optional<Suppression> coolDown(Case given) {
    return given
        .memory()
        .history()
        .ended()
        .map(ended -> ended.plus(policy.coolDown()))
        .filter(until -> given.tick().at().isBefore(until))
        .map(until -> new Suppression(Guard.COOL_DOWN, "until " + until));
  }

  private Optional<Suppression> perDay(Case given) {
    Instant dayAgo = given.tick().at().minus(DAY);
    List<Instant> begun =
        given.memory().history().begun().stream().filter(at -> at.isAfter(dayAgo)).toList();
    return begun.size() < policy.perDay()
        ? Optional.empty()
        : Optional.of(
            new Suppression(
                Guard.PER_DAY,
                "%d of %d began since %s".formatted(begun.size(), policy.perDay(), dayAgo)));
  }

  private Optional<Suppression> atOnce(Case given) {
    return given.others() < policy.atOnce()
        ? Optional.empty()
        : Optional.of(
            new Suppression(
                Guard.AT_ONCE, "%d of %d in work".formatted(given.others(), policy.atOnce())));
  }

  private Performance performance(Case given) {
    Metrics expected = given.version().expected();
    Observation observed = given.sight().observed();
    return Performance.of(
        expected,
        observed.metrics(),
        observed.context(),
        Health.of(expected, observed.metrics(), primary, tolerance));
  }
}
