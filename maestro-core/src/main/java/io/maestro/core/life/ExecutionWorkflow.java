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
    Optional<Denial> noReport = AskedGate.ofReport(begun.strategy(), begun.mode(), flow.now());
    if (noReport.isPresent()) { // the gate says so too, but preparing it would be in vain
      return denied(begun, List.of(noReport.get()), flow);
    }
    Decision<Prepared> decision = preparation(begun, flow);
    if (decision.envelope().isEmpty()) {
      Denial stopped = new Denial(Denial.Code.NOT_PREPARED, decision.reason());
      return denied(begun, List.of(stopped), flow);
    }
    GateReport gate = gate(begun, decision.envelope().get().observation(), flow);
    return gate.passed() ? carriedOut(begun, flow) : denied(begun, gate.denials(), flow);
  }

  private Execution<X> denied(Begun<S> begun, List<Denial> reasons, FlowContext flow) {
    flow.log().warn(nameOf(begun) + " is denied: " + reasons);
    return new Execution.Denied<>(begun.strategy().ref(), begun.mode(), reasons);
  }

  private static String nameOf(Begun<?> begun) {
    return begun.mode() + " of " + begun.strategy().ref();
  }

  private Decision<Prepared> preparation(Begun<S> begun, FlowContext flow) {
    return flow.stage(
        "preparation",
        TypeToken.<Decision<Prepared>>parameterized(Decision.class, TypeToken.of(Prepared.class)),
        stage ->
            Calling.pipeline(
                "preparation",
                () -> kind.preparation().prepare(begun.asExpected(stage.now()), stage)));
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
    flow.log().info(nameOf(begun) + " begins");
    ExecutionTask<S> task =
        new ExecutionTask<>(begun.strategy(), begun.mode(), new Reporting<>(setup, begun));
    try {
      X value =
          flow.intentFirst(
              (doubt, settling) -> settle(task, doubt, settling), part -> pipeline(task, part));
      return ended(begun, value, flow);
    } catch (InDoubt end) { // thrown by settle, through the host's code
      return ended(begun, end, flow);
    }
  }

  private X pipeline(ExecutionTask<S> task, FlowContext flow) {
    return flow.stage(
        "execution",
        kind.outcomeType(),
        stage -> Calling.pipeline("execution", () -> kind.execution().execute(task, stage)));
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
      return ended(begun, kind.outcomeType().cast(end.decision().outcome().orElseThrow()), flow);
    }
    if (end.decision().choice() == Reconciliation.Choice.COMPENSATE) {
      flow.compensate();
    }
    reported(begun, flow);
    flow.log().error(nameOf(begun) + " ends as unknown: " + end.doubt().path(), null);
    return new Execution.Unknown<>(
        begun.strategy().ref(), begun.mode(), end.doubt().path(), end.decision().note());
  }

  private Execution<X> ended(Begun<S> begun, X value, FlowContext flow) {
    Optional<Reported> last = reported(begun, flow);
    Metrics achieved =
        last.map(report -> report.reading().observation().metrics()).orElse(Metrics.none());
    List<Denial> against = last.map(Reported::denials).orElse(List.of());
    flow.log().info(nameOf(begun) + (against.isEmpty() ? " is completed" : " was halted"));
    return against.isEmpty()
        ? new Execution.Completed<>(begun.strategy().ref(), begun.mode(), value, achieved)
        : new Execution.Halted<>(begun.strategy().ref(), begun.mode(), value, achieved, against);
  }

  /** Returns what the execution last reported, and lets the store forget it. */
  private Optional<Reported> reported(Begun<S> begun, FlowContext flow) {
    Optional<Reported> last =
        flow.with(STORING)
            .await(
                "outcome",
                TypeToken.<Optional<Reported>>parameterized(
                    Optional.class, TypeToken.of(Reported.class)),
                step -> setup.readings().of(kind.name(), begun.execution()));
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
    return last;
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
