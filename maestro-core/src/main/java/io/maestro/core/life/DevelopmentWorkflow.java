package io.maestro.core.life;

import io.maestro.codec.TypeToken;
import io.maestro.flow.FlowContext;
import io.maestro.flow.PipelineQueue;
import io.maestro.flow.Workflow;
import io.maestro.kind.StrategyKind;
import io.maestro.pipeline.AnalysisTask;
import io.maestro.pipeline.Candidate;
import io.maestro.pipeline.OptimizationTask;
import io.maestro.pipeline.Predecessor;
import io.maestro.pipeline.ResearchTask;
import io.maestro.strategy.Analysis;
import io.maestro.strategy.Decision;
import io.maestro.strategy.Development;
import io.maestro.strategy.Draft;
import io.maestro.strategy.Optimized;
import io.maestro.strategy.Research;
import io.maestro.strategy.Strategy;
import io.maestro.strategy.ValidationReport;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Research, analysis, creation, optimization, validation: the development of one strategy. */
public final class DevelopmentWorkflow<R, A, S>
    implements Workflow.Body<ResearchTask, Development<S>> {
  private final StrategyKind<R, A, S, ?> kind;
  private final StoredStrategies strategies;

  private DevelopmentWorkflow(StrategyKind<R, A, S, ?> kind, StoredStrategies strategies) {
    this.kind = kind;
    this.strategies = strategies;
  }

  /** Returns the workflow that develops strategies of a kind. */
  public static <R, A, S> Workflow<ResearchTask, Development<S>> of(
      StrategyKind<R, A, S, ?> kind, StoredStrategies strategies) {
    return Workflow.of(
        nameOf(kind.name()),
        TypeToken.of(ResearchTask.class),
        outputType(kind),
        new DevelopmentWorkflow<>(kind, strategies));
  }

  /** Returns the name of the workflow that develops strategies of a kind. */
  public static String nameOf(String kind) {
    return "develop/" + kind;
  }

  /** Returns the type of what the development of a kind gives. */
  public static <S> TypeToken<Development<S>> outputType(StrategyKind<?, ?, S, ?> kind) {
    return TypeToken.parameterized(Development.class, kind.specType());
  }

  @Override
  public Development<S> run(ResearchTask task, FlowContext flow) {
    return flow.queued(PipelineQueue.STRATEGIES, mine -> develop(task, mine));
  }

  private Development<S> develop(ResearchTask task, FlowContext flow) {
    Decision<Research<R>> research = research(task, flow);
    if (research.envelope().isEmpty()) {
      return new Development.Concluded<>("research", research.reason());
    }
    return analysed(task, research.envelope().get(), flow);
  }

  private Development<S> analysed(ResearchTask task, Research<R> research, FlowContext flow) {
    Decision<Analysis<A>> analysis = analysis(new AnalysisTask<>(task, research), flow);
    if (analysis.envelope().isEmpty()) {
      return new Development.Concluded<>("analysis", analysis.reason());
    }
    return created(task, research, analysis.envelope().get(), flow);
  }

  private Development<S> created(
      ResearchTask task, Research<R> research, Analysis<A> analysis, FlowContext flow) {
    Decision<Draft<S>> draft = creation(research, analysis, flow);
    if (draft.envelope().isEmpty()) {
      return new Development.Concluded<>("creation", draft.reason());
    }
    return optimized(
        new OptimizationTask<>(task, research, analysis, draft.envelope().get()), flow);
  }

  private Development<S> optimized(OptimizationTask<R, A, S> task, FlowContext flow) {
    Decision<Optimized<S>> optimized = optimization(task, flow);
    if (optimized.envelope().isEmpty()) {
      return new Development.Concluded<>("optimization", optimized.reason());
    }
    return validated(
        new Candidate<>(
            task.request(),
            task.research(),
            task.analysis(),
            task.draft(),
            optimized.envelope().get(),
            following(task.request(), flow)),
        flow);
  }

  /** Returns the version that is to be followed, if there is one and it is still there. */
  private Optional<Predecessor<S>> following(ResearchTask request, FlowContext flow) {
    return request
        .revision()
        .filter(revision -> revision.of().kind().equals(kind.name()))
        .flatMap(revision -> found(revision, flow));
  }

  private Optional<Predecessor<S>> found(ResearchTask.Revision revision, FlowContext flow) {
    TypeToken<Optional<Strategy<S>>> type =
        TypeToken.parameterized(
            Optional.class, TypeToken.parameterized(Strategy.class, kind.specType()));
    return flow.await("following", type, step -> strategies.find(revision.of(), kind.specType()))
        .map(version -> new Predecessor<>(version, revision.observed()));
  }

  private Development<S> validated(Candidate<R, A, S> candidate, FlowContext flow) {
    ValidationReport report = Validation.of(kind).examine(candidate, flow);
    TypeToken<Strategy<S>> type = TypeToken.parameterized(Strategy.class, kind.specType());
    Strategy<S> version =
        flow.await(
            "register",
            type,
            step ->
                strategies.add(
                    new NewVersion<>(kind, candidate, report, step.runId(), step.now())));
    Teaching.learn(version, candidate.analysis().context(), flow);
    return report.passed()
        ? new Development.Validated<>(version)
        : new Development.Rejected<>(version);
  }

  private Decision<Research<R>> research(ResearchTask task, FlowContext flow) {
    return flow.queued(
        PipelineQueue.RESEARCH,
        queued ->
            queued.stage(
                "research",
                decisionOf(Research.class, kind.researchType()),
                stage ->
                    Calling.pipeline("research", () -> kind.research().research(task, stage))));
  }

  private Decision<Analysis<A>> analysis(AnalysisTask<R> task, FlowContext flow) {
    return flow.queued(
        PipelineQueue.ANALYSIS,
        queued ->
            queued.stage(
                "analysis",
                decisionOf(Analysis.class, kind.analysisType()),
                stage -> Calling.pipeline("analysis", () -> kind.analysis().analyse(task, stage))));
  }

  private Decision<Draft<S>> creation(
      Research<R> research, Analysis<A> analysis, FlowContext flow) {
    return flow.stage(
        "creation",
        decisionOf(Draft.class, kind.specType()),
        stage ->
            Calling.pipeline("creation", () -> kind.creation().create(research, analysis, stage)));
  }

  private Decision<Optimized<S>> optimization(OptimizationTask<R, A, S> task, FlowContext flow) {
    return flow.queued(
        PipelineQueue.OPTIMIZATION,
        queued ->
            queued.stage(
                "optimization",
                decisionOf(Optimized.class, kind.specType()),
                stage ->
                    Calling.pipeline(
                        "optimization", () -> kind.optimization().optimize(task, stage))));
  }

  private static <E> TypeToken<Decision<E>> decisionOf(Class<?> envelope, TypeToken<?> payload) {
    return TypeToken.parameterized(Decision.class, TypeToken.parameterized(envelope, payload));
  }

  /** Two are equal if they develop the same kind into the same place. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DevelopmentWorkflow<?, ?, ?> that
        && that.kind == kind
        && that.strategies == strategies;
  }

  @Override
  public int hashCode() {
    return Objects.hash(System.identityHashCode(kind), System.identityHashCode(strategies));
  }

  @Override
  public String toString() {
    return "development of " + kind.name();
  }
}
