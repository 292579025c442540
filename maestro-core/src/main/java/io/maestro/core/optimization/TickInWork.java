package io.maestro.core.optimization;

import io.maestro.codec.TypeToken;
import io.maestro.core.life.Calling;
import io.maestro.flow.FlowContext;
import io.maestro.flow.StepFailedException;
import io.maestro.metric.Metrics;
import io.maestro.metric.Observation;
import io.maestro.optimization.Finding;
import io.maestro.optimization.LoopMemory;
import io.maestro.optimization.OptimizationDecision;
import io.maestro.optimization.OptimizationDecision.Choice;
import io.maestro.optimization.OptimizationResult;
import io.maestro.optimization.Performance;
import io.maestro.optimization.Tick;
import io.maestro.pipeline.MonitoringTask;
import io.maestro.pipeline.ResearchTask;
import io.maestro.strategy.Development;
import io.maestro.strategy.Strategy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** One tick as durable code: entered again and again until it is over. */
final class TickInWork<S> {
  private final KindInWork<S> kind;
  private final LoopName loop;
  private final LoopMemory before;
  private final Tick tick;
  private final FlowContext flow;
  private final FlowContext patient;
  private final MonitoringTask<S> toMonitor;
  private final Strategy<S> version;

  TickInWork(KindInWork<S> kind, LoopName loop, LoopMemory memory, long number, FlowContext flow) {
    this.kind = kind;
    this.loop = loop;
    this.before = memory;
    this.flow = flow;
    this.patient = flow.with(TickWorkflow.PATIENT);
    this.tick = NextMemory.tick(memory, number, flow.now());
    TypeToken<MonitoringTask<S>> type =
        TypeToken.parameterized(MonitoringTask.class, kind.kind().specType());
    this.toMonitor = patient.await("version", type, step -> kind.toMonitor(memory));
    this.version = toMonitor.strategy();
  }

  OptimizationDecision run() {
    Sight sight;
    try {
      sight = Sight.of(toMonitor, observe());
    } catch (RuntimeException blind) {
      over(unobserved(blind), Sight.blind(toMonitor), Optional.empty());
      throw blind;
    }
    OptimizationDecision decision = decide(sight);
    return decision.choice() == Choice.OPTIMIZE
        ? optimize(decision, sight)
        : over(decision, sight, Optional.empty());
  }

  /** Flow code of the host's: its steps are recorded, and so is what it returns. */
  private Observation observe() {
    return flow.stage(
        "observe",
        Observation.class,
        stage ->
            Calling.pipeline(
                "monitoring", () -> kind.kind().monitoring().observe(toMonitor, stage)));
  }

  private OptimizationDecision unobserved(RuntimeException failure) {
    return new OptimizationDecision(
        version.ref(),
        tick,
        Choice.HOLD,
        List.of(),
        List.of(),
        Performance.unknown(),
        OptimizationResult.failed("monitoring failed: " + failure.getMessage()));
  }

  /** What is decided is written into the memory too, so that nobody takes its place. */
  private OptimizationDecision decide(Sight sight) {
    return patient.await(
        "decide",
        OptimizationDecision.class,
        step -> kind.documents().change(loop, memory -> decided(memory, sight)));
  }

  private LoopDocuments.Change<OptimizationDecision> decided(LoopMemory memory, Sight sight) {
    LoopMemory seen = NextMemory.seenAt(memory, tick.at());
    OptimizationDecision decision =
        kind.inWork()
            .decide(
                loop,
                tick.number(),
                others -> kind.judge(version).decide(judged(seen, sight, others)),
                made -> made.choice() == Choice.OPTIMIZE);
    return new LoopDocuments.Change<>(
        decision.choice() == Choice.OPTIMIZE ? NextMemory.begun(memory, tick.at()) : memory,
        decision);
  }

  private Judge.Case judged(LoopMemory memory, Sight sight, int others) {
    return new Judge.Case(memory, version, sight, tick, others);
  }

  private OptimizationDecision optimize(OptimizationDecision decision, Sight sight) {
    // At every entry: the node that has the run now works on it. Adding twice changes nothing, and
    // the end of the run gives the place back.
    kind.inWork().hold(loop, tick.number());
    Development<S> development;
    try {
      development = flow.child("develop", kind.development(), task(decision, sight));
    } catch (StepFailedException failed) {
      over(
          decision.with(OptimizationResult.failed(failed.failure().toString())),
          sight,
          Optional.empty());
      throw failed;
    }
    OptimizationDecision done =
        over(decision.with(resultOf(development)), sight, development.strategy());
    Lessons.learn(done, development, flow);
    return done;
  }

  private ResearchTask task(OptimizationDecision decision, Sight sight) {
    String fired =
        decision.findings().stream()
            .filter(finding -> finding.state() == Finding.State.FIRED)
            .map(Finding::detail)
            .collect(Collectors.joining("; "));
    return ResearchTask.of(version.lineage().origin())
        .following(version.ref(), fired, lastSeen(sight));
  }

  /** Returns what is observed, or, if nothing is reported any more, what was reported last. */
  private Metrics lastSeen(Sight sight) {
    return toMonitor
        .latest()
        .filter(last -> sight.silentSince().isPresent())
        .map(last -> last.observation().metrics())
        .orElse(sight.observed().metrics());
  }

  private OptimizationResult resultOf(Development<S> development) {
    return development.fold(
        validated -> OptimizationResult.accepted(validated.accepted().ref()),
        rejected -> OptimizationResult.rejected(rejected.candidate().ref(), development.reason()),
        concluded -> OptimizationResult.concluded(development.reason()));
  }

  private OptimizationDecision over(
      OptimizationDecision decision, Sight sight, Optional<Strategy<S>> made) {
    Instant ended = flow.now();
    LoopMemory after =
        patient.await("remember", LoopMemory.class, step -> remembered(decision, sight, ended));
    patient.run("tell", step -> kind.news().decided(decision));
    warn(after, made);
    return decision;
  }

  private void warn(LoopMemory after, Optional<Strategy<S>> made) {
    Strategy<S> current = made.orElse(version);
    Expiry.of(before, after, tick)
        .filter(expiry -> after.current().equals(current.ref()))
        .flatMap(expiry -> expiry.warning(current, made.isPresent()))
        .ifPresent(flow.log()::warn);
  }

  /** The decision first: a memory that counts a tick can rely on its decision being there. */
  private CompletableFuture<LoopMemory> remembered(
      OptimizationDecision decision, Sight sight, Instant ended) {
    return kind.documents()
        .record(loop, decision)
        .thenCompose(
            recorded ->
                kind.documents().change(loop, memory -> remembered(memory, decision, sight, ended)))
        .whenComplete((memory, failure) -> kind.inWork().release(loop, tick.number()));
  }

  private LoopDocuments.Change<LoopMemory> remembered(
      LoopMemory memory, OptimizationDecision decision, Sight sight, Instant ended) {
    var triggers = kind.judge(version).remember(judged(memory, sight, 0).triggerCase(), memory);
    var seen = new LoopMemory.Evidence(triggers, sight.judged());
    LoopMemory next = NextMemory.over(memory, decision, seen, ended);
    return new LoopDocuments.Change<>(next, next);
  }
}
