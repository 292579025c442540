package io.maestro.core.life;

import io.maestro.codec.TypeToken;
import io.maestro.config.MaestroConfig;
import io.maestro.execution.Denial;
import io.maestro.execution.Execution;
import io.maestro.execution.ExecutionRequest;
import io.maestro.execution.GateReport;
import io.maestro.execution.Health;
import io.maestro.execution.Mode;
import io.maestro.execution.Reported;
import io.maestro.execution.Reported.Door;
import io.maestro.flow.Doubt;
import io.maestro.flow.FlowContext;
import io.maestro.flow.PipelineQueue;
import io.maestro.flow.Reconciliation;
import io.maestro.flow.Retry;
import io.maestro.flow.StepContext;
import io.maestro.flow.StepFailedException;
import io.maestro.flow.StepPolicy;
import io.maestro.flow.Workflow;
import io.maestro.kind.StrategyKind;
import io.maestro.metric.Metrics;
import io.maestro.metric.Observation;
import io.maestro.metric.Threshold;
import io.maestro.pipeline.ExecutionTask;
import io.maestro.run.Failure;
import io.maestro.store.StoreException;
import io.maestro.strategy.Decision;
import io.maestro.strategy.Prepared;
import io.maestro.strategy.Strategy;
import io.maestro.time.TimeSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Preparation, gate, execution under the gate: the execution of one version of a strategy. */
public final class ExecutionWorkflow<S, X>
    implements Workflow.Body<ExecutionRequest, Execution<X>> {
  private static final StepPolicy STORING =
      StepPolicy.retrying(Retry.upTo(5).onlyOn(StoreException.class));

  private final StrategyKind<?, ?, S, X> kind;
  private final StoredStrategies strategies;
  private final ExecutionSetup<S> setup;

  private ExecutionWorkflow(
      StrategyKind<?, ?, S, X> kind, StoredStrategies strategies, ExecutionSetup<S> setup) {
    this.kind = kind;
    this.strategies = strategies;
    this.setup = setup;
  }

  /** Returns the workflow that executes strategies of a kind. */
  public static <S, X> Workflow<ExecutionRequest, Execution<X>> of(
      StrategyKind<?, ?, S, X> kind,
      StoredStrategies strategies,
      Readings readings,
      MaestroConfig config,
      TimeSource time) {
    return Workflow.of(
        nameOf(kind.name()),
        TypeToken.of(ExecutionRequest.class),
        outputType(kind),
        new ExecutionWorkflow<>(
            kind, strategies, new ExecutionSetup<>(kind, readings, config, time)));
  }

  /** Returns the name of the workflow that executes strategies of a kind. */
  public static String nameOf(String kind) {
    return "execute/" + kind;
  }

  /** Returns the type of what the execution of a kind gives. */
  public static <X> TypeToken<Execution<X>> outputType(StrategyKind<?, ?, ?, X> kind) {
    return TypeToken.parameterized(Execution.class, kind.outcomeType());
  }

  @Override
  public Execution<X> run(ExecutionRequest request, FlowContext flow) {
    return flow.queued(
        PipelineQueue.STRATEGIES,
        strategy -> strategy.queued(PipelineQueue.EXECUTION, mine -> execute(request, mine)));
  }

  private Execution<X> execute(ExecutionRequest request, FlowContext flow) {
    String execution = flow.step("begin", String.class, step -> step.runId().value());
    TypeToken<Strategy<S>> type = TypeToken.parameterized(Strategy.class, kind.specType());
    Optional<Strategy<S>> found =
        flow.with(STORING)
            .await(
                "version",
                TypeToken.<Optional<Strategy<S>>>parameterized(Optional.class, type),
                step -> strategies.find(request.strategy(), kind.specType()));
    return found
        .map(version -> prepared(new Begun<>(execution, version, request.mode()), flow))
        .orElseGet(
            () ->
                new Execution.Denied<>(
                    request.strategy(), request.mode(), List.of(unknown(request))));
  }

  private static Denial unknown(ExecutionRequest request) {
    return new Denial(
        Denial.Code.UNKNOWN_VERSION, "there is no " + request.strategy() + "; see strategies()");
  }

  private Execution<X> prepared(Begun<S> begun, FlowContext flow) {
    Decision<Prepared> decision = preparation(begun, flow);
    if (decision.envelope().isEmpty()) {
      return denied(begun, List.of(notPrepared(begun, decision.reason(), flow)), flow);
    }
    GateReport gate = gate(begun, decision.envelope().get().observation(), flow);
    return gate.passed() ? carriedOut(begun, flow) : denied(begun, gate.denials(), flow);
  }

  /** Returns why there is nothing to execute: the report, or what the preparation says. */
  private Denial notPrepared(Begun<S> begun, String reason, FlowContext flow) {
    return AskedGate.ofReport(begun.strategy(), begun.mode(), flow.now())
        .filter(report -> report.detail().equals(reason))
        .orElseGet(() -> new Denial(Denial.Code.NOT_PREPARED, reason));
  }

  private Execution<X> denied(Begun<S> begun, List<Denial> reasons, FlowContext flow) {
    flow.log().warn(begun + " is denied: " + reasons);
    return new Execution.Denied<>(begun.strategy().ref(), begun.mode(), reasons);
  }

  private Decision<Prepared> preparation(Begun<S> begun, FlowContext flow) {
    return flow.stage(
        "preparation",
        TypeToken.<Decision<Prepared>>parameterized(Decision.class, TypeToken.of(Prepared.class)),
        stage ->
            AskedGate.ofReport(begun.strategy(), begun.mode(), stage.now())
                .map(report -> Decision.<Prepared>stop(report.detail())) // preparing it is in vain
                .orElseGet(() -> prepare(begun, stage)));
  }

  private Decision<Prepared> prepare(Begun<S> begun, FlowContext flow) {
    return Calling.pipeline(
        "preparation", () -> kind.preparation().prepare(begun.asExpected(flow.now()), flow));
  }

  private GateReport gate(Begun<S> begun, Observation observation, FlowContext flow) {
    try {
      return flow.with(StepPolicy.once().timeout(kind.gateTimeout()))
          .step("gate", GateReport.class, step -> asked(begun, observation, step));
    } catch (StepFailedException noAnswer) {
      return closed("the gate could not be asked: " + noAnswer.failure().message());
    }
  }

  private GateReport asked(Begun<S> begun, Observation observation, StepContext step)
      throws Exception {
    AskedGate<S> asked =
        AskedGate.ask(
            kind, thresholdsAtFirst(begun), begun.situation(observation, step.now()), step);
    return new GateReport(0, asked.results(), asked.denials(), Health.UNKNOWN);
  }

  /** A rehearsal is not denied for what is only expected: any version can be rehearsed. */
  private List<Threshold> thresholdsAtFirst(Begun<S> begun) {
    return begun.mode() == Mode.LIVE ? setup.thresholdsFor(begun.strategy()) : List.of();
  }

  private static GateReport closed(String why) {
    return new GateReport(
        0, java.util.Map.of(), List.of(new Denial(Denial.Code.GATE_ERROR, why)), Health.UNKNOWN);
  }

  private Execution<X> carriedOut(Begun<S> begun, FlowContext flow) {
    flow.log().info(begun + " begins");
    ExecutionTask<S> task =
        new ExecutionTask<>(begun.strategy(), begun.mode(), new Reporting<>(setup, begun));
    try {
      X value = pipeline(begun, task, flow);
      return ended(begun, Optional.of(value), outcome(begun, flow), flow);
    } catch (InDoubt end) { // thrown by settle, through the host's code
      return ended(begun, end, flow);
    } catch (RuntimeException thrown) { // the edge of user code
      if (!isRefusal(thrown)) {
        throw thrown;
      }
      return refused(begun, thrown, flow);
    }
  }

  private Execution<X> refused(Begun<S> begun, RuntimeException thrown, FlowContext flow) {
    Reported last = outcome(begun, flow);
    if (last.door() == Door.OPEN) { // it was refused by a permission of the pipeline's own
      throw thrown;
    }
    return ended(begun, Optional.empty(), last, flow);
  }

  /** Returns whether a step that was refused is what the pipeline let pass. */
  private static boolean isRefusal(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof StepFailedException step
          && step.failure().kind() == Failure.Kind.REFUSED) {
        return true;
      }
    }
    return false;
  }

  private X pipeline(Begun<S> begun, ExecutionTask<S> task, FlowContext flow) {
    return flow.stage(
        "execution",
        kind.outcomeType(),
        stage ->
            stage.intentFirst(
                new FreshReport<>(setup, begun),
                (doubt, settling) -> settle(task, doubt, settling),
                part -> Calling.pipeline("execution", () -> kind.execution().execute(task, part))));
  }

  private void settle(ExecutionTask<S> task, Doubt doubt, FlowContext flow) {
    Reconciliation<X> decision =
        flow.stage(
            "reconciliation",
            TypeToken.<Reconciliation<X>>parameterized(Reconciliation.class, kind.outcomeType()),
            stage -> reconciled(task, doubt, stage));
    if (decision.choice() != Reconciliation.Choice.RESUME) {
      throw new InDoubt(doubt, decision);
    }
  }

  private Reconciliation<X> reconciled(ExecutionTask<S> task, Doubt doubt, FlowContext flow) {
    try {
      Reconciliation<X> decision = kind.execution().reconcile(task, doubt, flow);
      return decision == null
          ? Reconciliation.manual("the reconciliation returned null")
          : decision;
    } catch (Exception cantTell) { // the edge of user code; what can't be told is unknown
      return Reconciliation.manual("the reconciliation threw " + cantTell);
    }
  }

  private Execution<X> ended(Begun<S> begun, InDoubt end, FlowContext flow) {
    if (end.decision().choice() == Reconciliation.Choice.ADOPT) {
      X found = kind.outcomeType().cast(end.decision().outcome().orElseThrow());
      return ended(begun, Optional.of(found), outcome(begun, flow), flow);
    }
    if (end.decision().choice() == Reconciliation.Choice.COMPENSATE) {
      flow.compensate();
    }
    forget(begun, flow);
    flow.log().error(begun + " ends as unknown: " + end.doubt().path(), null);
    return new Execution.Unknown<>(
        begun.strategy().ref(), begun.mode(), end.doubt().path(), end.decision().note());
  }

  private Execution<X> ended(Begun<S> begun, Optional<X> value, Reported last, FlowContext flow) {
    forget(begun, flow);
    if (last.door() == Door.DENIED) {
      return denied(begun, last.denials(), flow);
    }
    Metrics achieved =
        last.reading().map(reading -> reading.observation().metrics()).orElse(Metrics.none());
    flow.log().info(begun + (last.door() == Door.OPEN ? " is completed" : " was halted"));
    return last.door() == Door.OPEN
        ? new Execution.Completed<>(
            begun.strategy().ref(), begun.mode(), value.orElseThrow(), achieved)
        : new Execution.Halted<>(
            begun.strategy().ref(), begun.mode(), value, achieved, last.denials());
  }

  /** Returns what the execution last reported, and whether its gate has closed. */
  private Reported outcome(Begun<S> begun, FlowContext flow) {
    return flow.with(STORING)
        .await(
            "outcome",
            Reported.class,
            step ->
                setup
                    .readings()
                    .of(kind.name(), begun.execution())
                    .thenApply(found -> found.orElseGet(Reported::nothing)));
  }

  /** Lets the store forget what the execution reported. */
  private void forget(Begun<S> begun, FlowContext flow) {
    try {
      flow.with(STORING)
          .await(
              "forget",
              Boolean.class,
              step ->
                  setup
                      .readings()
                      .forget(kind.name(), begun.execution())
                      .thenApply(forgotten -> true));
    } catch (StepFailedException left) { // it is only in the way of nobody
      flow.log().warn("the reports of " + begun.execution() + " are left: " + left.getMessage());
    }
  }

  /** Two are equal if they execute the same kind from the same place. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ExecutionWorkflow<?, ?> that
        && that.kind == kind
        && that.strategies == strategies;
  }

  @Override
  public int hashCode() {
    return Objects.hash(System.identityHashCode(kind), System.identityHashCode(strategies));
  }

  @Override
  public String toString() {
    return "execution of " + kind.name();
  }
}
