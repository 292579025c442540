package io.maestro.core.optimization;

import io.maestro.codec.TypeToken;
import io.maestro.core.life.Calling;
import io.maestro.flow.FlowContext;
import io.maestro.flow.StepFailedException;
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
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** One tick as durable code: entered again and again until it is over. */
final class TickInWork<S> {
  private final KindInWork<S> kind;
  private final LoopName loop;
  private final Tick tick;
  private final FlowContext flow;
  private final FlowContext patient;
  private final MonitoringTask<S> toMonitor;
  private final Strategy<S> version;

  TickInWork(KindInWork<S> kind, LoopName loop, LoopMemory memory, long number, FlowContext flow) {
    this.kind = kind;
    this.loop = loop;
    this.flow = flow;
    this.patient = flow.with(TickWorkflow.PATIENT);
    this.tick = NextMemory.tick(memory, number, flow.now());
    TypeToken<MonitoringTask<S>> type =
        TypeToken.parameterized(MonitoringTask.class, kind.kind().specType());
    this.toMonitor = patient.await("version", type, step -> kind.toMonitor(memory.current()));
    this.version = toMonitor.strategy();
  }

  OptimizationDecision run() {
    Observation observed;
    try {
      observed = observe();
    } catch (RuntimeException blind) {
      over(unobserved(blind), Observation.none());
      throw blind;
    }
    OptimizationDecision decision = decide(observed);
    return decision.choice() == Choice.OPTIMIZE
        ? optimize(decision, observed)
        : over(decision, observed);
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
  private OptimizationDecision decide(Observation observed) {
    return patient.await(
        "decide",
        OptimizationDecision.class,
        step -> kind.documents().change(loop, memory -> decided(memory, observed)));
  }

  private LoopDocuments.Change<OptimizationDecision> decided(
      LoopMemory memory, Observation observed) {
    LoopMemory seen = NextMemory.seenAt(memory, tick.at());
    OptimizationDecision decision =
        kind.inWork()
            .decide(
                loop,
                others -> kind.judge(version).decide(judged(seen, observed, others)),
                made -> made.choice() == Choice.OPTIMIZE);
    return new LoopDocuments.Change<>(
        decision.choice() == Choice.OPTIMIZE ? NextMemory.begun(memory, tick.at()) : memory,
        decision);
  }

  private Judge.Case judged(LoopMemory memory, Observation observed, int others) {
    return new Judge.Case(memory, version, observed, tick, others);
  }

  private OptimizationDecision optimize(OptimizationDecision decision, Observation observed) {
    // At every entry: the node that has the run now works on it. Adding twice changes nothing, and
    // the end of the run gives the place back.
    kind.inWork().hold(loop);
    Development<S> development;
    try {
      development = flow.child("develop", kind.development(), task(decision));
    } catch (StepFailedException failed) {
      over(decision.with(OptimizationResult.failed(failed.failure().toString())), observed);
      throw failed;
    }
    OptimizationDecision done = over(decision.with(resultOf(development)), observed);
    Lessons.learn(done, development, flow);
    return done;
  }

  private ResearchTask task(OptimizationDecision decision) {
    String fired =
        decision.findings().stream()
            .filter(finding -> finding.state() == Finding.State.FIRED)
            .map(Finding::detail)
            .collect(Collectors.joining("; "));
    return ResearchTask.of(version.lineage().origin()).following(version.ref(), fired);
  }

  private OptimizationResult resultOf(Development<S> development) {
    return development.fold(
        validated -> OptimizationResult.accepted(validated.accepted().ref()),
        rejected -> OptimizationResult.rejected(rejected.candidate().ref(), development.reason()),
        concluded -> OptimizationResult.concluded(development.reason()));
  }

  private OptimizationDecision over(OptimizationDecision decision, Observation observed) {
    Instant ended = flow.now();
    patient.await("remember", LoopMemory.class, step -> remembered(decision, observed, ended));
    patient.run("tell", step -> kind.news().decided(decision));
    return decision;
  }

  /** The decision first: a memory that counts a tick can rely on its decision being there. */
  private CompletableFuture<LoopMemory> remembered(
      OptimizationDecision decision, Observation observed, Instant ended) {
    return kind.documents()
        .record(loop, decision)
        .thenCompose(
            recorded ->
                kind.documents()
                    .change(loop, memory -> remembered(memory, decision, observed, ended)))
        .whenComplete((memory, failure) -> kind.inWork().release(loop));
  }

  private LoopDocuments.Change<LoopMemory> remembered(
      LoopMemory memory, OptimizationDecision decision, Observation observed, Instant ended) {
    var triggers = kind.judge(version).remember(judged(memory, observed, 0).triggerCase(), memory);
    LoopMemory next = NextMemory.over(memory, decision, triggers, ended);
    return new LoopDocuments.Change<>(next, next);
  }
}
