package io.maestro.core.life;

import io.maestro.execution.Denial;
import io.maestro.execution.GateReport;
import io.maestro.execution.Health;
import io.maestro.execution.Reading;
import io.maestro.execution.Reported;
import io.maestro.execution.Situation;
import io.maestro.flow.FlowContext;
import io.maestro.flow.Reconciliation;
import io.maestro.flow.Retry;
import io.maestro.flow.StepContext;
import io.maestro.flow.StepFailedException;
import io.maestro.flow.StepPolicy;
import io.maestro.metric.Observation;
import io.maestro.pipeline.ExecutionTask;
import io.maestro.store.StoreException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Answers the reports of one execution: asks the gate again, and keeps what it says.
 *
 * @param begun what is executed, and under which name its reports are kept
 */
record Reporting<S>(ExecutionSetup<S> setup, Begun<S> begun) implements ExecutionTask.Reporter {
  private static final Retry WHILE_THE_STORE_IS_AWAY = Retry.upTo(5).onlyOn(StoreException.class);

  @Override
  public GateReport report(FlowContext flow, Observation observation) {
    FlowContext own =
        flow.with(StepPolicy.retrying(WHILE_THE_STORE_IS_AWAY).timeout(setup.kind().gateTimeout()));
    try {
      // An effect only to be no step in doubt: it may be repeated, so nobody need be asked.
      return own.effect(
          "report",
          GateReport.class,
          step -> reported(observation, step),
          step -> Reconciliation.resume());
    } catch (StepFailedException noAnswer) {
      return own.effect(
          "report-closed",
          GateReport.class,
          step -> closed(observation, noAnswer.failure().message(), step),
          step -> Reconciliation.resume());
    }
  }

  private GateReport reported(Observation observation, StepContext step) throws Exception {
    Optional<Reported> before = before();
    if (before.filter(last -> !last.denials().isEmpty()).isPresent()) {
      Reported closed = before.get();
      return keep(observation, closed.reading().gates(), closed.denials(), step);
    }
    Situation<S> now = begun.situation(observation, step.now());
    AskedGate<S> asked =
        AskedGate.ask(setup.kind(), setup.thresholdsFor(begun.strategy()), now, step);
    return keep(observation, asked.results(), asked.denials(), step);
  }

  /** Closes the gate because it could not be asked. */
  private GateReport closed(Observation observation, String why, StepContext step)
      throws Exception {
    Denial denial = new Denial(Denial.Code.GATE_ERROR, "the gate could not be asked: " + why);
    return keep(observation, Map.of(), List.of(denial), step);
  }

  private GateReport keep(
      Observation observation,
      Map<String, io.maestro.strategy.CheckResult> results,
      List<Denial> denials,
      StepContext step)
      throws Exception {
    Optional<Reported> before = before();
    Reported kept =
        await(
            setup
                .readings()
                .add(
                    setup.kind().name(),
                    begun.execution(),
                    step.path(),
                    last -> next(last, observation, results, denials, step)));
    tell(before, kept, step);
    return kept.answer();
  }

  private Reported next(
      Optional<Reported> last,
      Observation observation,
      Map<String, io.maestro.strategy.CheckResult> results,
      List<Denial> denials,
      StepContext step) {
    List<Denial> first =
        last.map(Reported::denials).filter(some -> !some.isEmpty()).orElse(denials);
    Reading reading =
        new Reading(
            begun.strategy().ref(),
            begun.mode(),
            step.runId(),
            last.map(before -> before.reading().number()).orElse(0) + 1,
            observation,
            step.now(),
            results,
            health(observation));
    return new Reported(step.path(), reading, first);
  }

  private Health health(Observation observation) {
    return Health.of(
        begun.strategy().expected(),
        observation.metrics(),
        setup.kind().primaryMetric(),
        setup.kind().tolerance());
  }

  private void tell(Optional<Reported> before, Reported now, StepContext step) {
    String who = begun.mode() + " of " + begun.strategy().ref();
    Health health = now.reading().health();
    if (before.map(last -> last.reading().health()).filter(health::equals).isEmpty()) {
      step.log().info(who + " is " + health + " as of report " + now.reading().number());
    }
    if (!now.denials().isEmpty() && before.filter(last -> !last.denials().isEmpty()).isEmpty()) {
      step.log().warn(who + ": the gate has closed: " + now.denials());
    }
  }

  private Optional<Reported> before() throws Exception {
    return await(setup.readings().of(setup.kind().name(), begun.execution()));
  }

  private <T> T await(CompletableFuture<T> stored) throws Exception {
    try {
      return setup.time().await(stored);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof StoreException store) {
        throw store;
      }
      throw failed;
    }
  }
}
