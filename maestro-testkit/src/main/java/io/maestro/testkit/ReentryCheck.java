package io.maestro.testkit;

import io.maestro.StrategyMaestro;
import io.maestro.core.MaestroBuilder;
import io.maestro.core.memory.InMemoryStateStore;
import io.maestro.flow.Workflow;
import io.maestro.kind.StrategyKind;
import io.maestro.pipeline.ResearchTask;
import io.maestro.run.RecordedStep;
import io.maestro.run.Run;
import io.maestro.run.RunOptions;
import io.maestro.run.RunOutcome;
import io.maestro.store.StateStoreFactory;
import io.maestro.strategy.Development;
import io.maestro.strategy.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * Checks that durable code follows the rule: runs it once straight through, once more left and
 * entered again after every recorded step, and demands the same outcome and the same steps.
 *
 * <p>The code's steps are run once for each of the two; let them be harmless.
 */
public final class ReentryCheck {
  private static final RunOptions RUN = RunOptions.named("reentry-check");

  private ReentryCheck() {}

  /**
   * Checks a workflow.
   *
   * @param also registers what else the workflow needs, such as the workflows of its children
   * @throws AssertionError if its two runs differ, naming the difference
   */
  public static <I, O> void verify(
      Workflow<I, O> workflow, I input, UnaryOperator<MaestroBuilder> also) {
    verify(
        builder -> also.apply(builder.register(workflow)),
        (host, maestro) -> maestro.start(workflow, input, RUN));
  }

  /** Checks a workflow that needs nothing else. */
  public static <I, O> void verify(Workflow<I, O> workflow, I input) {
    verify(workflow, input, builder -> builder);
  }

  /**
   * Checks the development of a kind.
   *
   * @throws AssertionError if its two runs differ, naming the difference
   */
  public static <R, A, S, X> void verify(StrategyKind<R, A, S, X> kind, ResearchTask task) {
    verify(
        builder -> builder.register(kind),
        (host, maestro) -> maestro.developStrategy(kind, task, RUN));
  }

  /**
   * Checks the execution of a kind: develops a version and rehearses it, whether it passed or not.
   *
   * @throws AssertionError if its two runs differ, naming the difference; or if there is no version
   */
  public static <R, A, S, X> void verifyExecution(
      StrategyKind<R, A, S, X> kind, ResearchTask task) {
    verify(
        builder -> builder.register(kind),
        (host, maestro) -> {
          Development<S> development = host.get(maestro.developStrategy(kind, task).result());
          Strategy<S> version =
              development
                  .version()
                  .orElseThrow(
                      () -> new AssertionError("there is no version: " + development.reason()));
          return maestro.executeStrategy(kind, version.ref(), RUN);
        });
  }

  private static <O> void verify(
      UnaryOperator<MaestroBuilder> setup, BiFunction<TestHost, StrategyMaestro, Run<O>> start) {
    Traces straight = trace(InMemoryStateStore.factory(), setup, start);
    Traces reentered = trace(ReenteringStore.factory(), setup, start);
    List<String> differences = straight.differencesTo(reentered);
    if (!differences.isEmpty()) {
      throw new AssertionError(
          "the code is not the same when it is entered again; code between steps must be"
              + " deterministic: "
              + differences);
    }
  }

  private static <O> Traces trace(
      StateStoreFactory store,
      UnaryOperator<MaestroBuilder> setup,
      BiFunction<TestHost, StrategyMaestro, Run<O>> start) {
    TestHost host = new TestHost();
    try {
      StrategyMaestro maestro = host.start(builder -> setup.apply(builder.store(store)));
      Run<O> run = start.apply(host, maestro);
      RunOutcome<O> outcome = host.get(run.outcome());
      List<String> steps =
          host.get(maestro.journal(run.id())).stream().map(ReentryCheck::inShort).sorted().toList();
      return new Traces(outcome, steps, host.listener().notAskedFor());
    } finally {
      host.leavesRuns();
      host.close();
    }
  }

  private static String inShort(RecordedStep step) {
    return step.path() + " " + step.verb() + " " + step.state() + " " + step.attempts();
  }

  private record Traces(RunOutcome<?> outcome, List<String> steps, List<String> notAskedFor) {
    List<String> differencesTo(Traces reentered) {
      List<String> differences = new ArrayList<>();
      if (!outcome.equals(reentered.outcome)) {
        differences.add("outcome " + outcome + " became " + reentered.outcome);
      }
      if (!steps.equals(reentered.steps)) {
        differences.add("steps " + steps + " became " + reentered.steps);
      }
      if (!reentered.notAskedFor.isEmpty()) {
        differences.add("steps not asked for again: " + reentered.notAskedFor);
      }
      return differences;
    }
  }
}
