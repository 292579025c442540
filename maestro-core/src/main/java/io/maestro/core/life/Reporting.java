package io.maestro.core.life;

import io.maestro.execution.Denial;
import io.maestro.execution.GateReport;
import io.maestro.execution.Health;
import io.maestro.execution.Reading;
import io.maestro.execution.Reported;
import io.maestro.execution.Situation;
import io.maestro.flow.FlowContext;
import io.maestro.flow.Permission;
import io.maestro.flow.Reconciliation;
import io.maestro.flow.Retry;
import io.maestro.flow.StepContext;
import io.maestro.flow.StepFailedException;
import io.maestro.flow.StepPolicy;
import io.maestro.metric.Observation;
import io.maestro.pipeline.ExecutionTask;
import io.maestro.store.StoreException;
import io.maestro.strategy.CheckResult;
import java.util.List;
import java.util.Map;

/**
 * Answers the reports of one execution: asks the gate again, and keeps what it says.
 *
 * @param begun what is executed, and under which name its reports are kept
 */
record Reporting<S>(ExecutionSetup<S> setup, Begun<S> begun) implements ExecutionTask.Reporter {
  private static final Retry WHILE_THE_STORE_IS_AWAY = Retry.upTo(5).onlyOn(StoreException.class);

  /**
   * That the gate has closed must be kept before anything goes on, as what a step did (rule 1.8).
   */
  private static final StepPolicy UNTIL_THE_STORE_IS_BACK =
      StepPolicy.retrying(Retry.upTo(1_000_000).onlyOn(StoreException.class));

  @Override
  public GateReport report(FlowContext flow, Observation observation) {
    return flow.intentFirst( // a report may always be made
        Permission.ALWAYS, (doubt, settling) -> {}, part -> reported(part, observation));
  }

  private GateReport reported(FlowContext flow, Observation observation) {
    StepPolicy asking =
        StepPolicy.retrying(WHILE_THE_STORE_IS_AWAY).timeout(setup.kind().gateTimeout());
    String where = flow.path();
    try {
      // An effect only to be no step in doubt: it may be repeated, so nobody need be asked.
      return flow.with(asking)
          .effect(
              "report",
              GateReport.class,
              step -> asked(where, observation, step),
              step -> Reconciliation.resume());
    } catch (StepFailedException noAnswer) {
      return flow.with(UNTIL_THE_STORE_IS_BACK)
          .effect(
              "report-closed",
              GateReport.class,
              step -> closed(where, observation, noAnswer.failure().message(), step),
              step -> Reconciliation.resume());
    }
  }

  private GateReport asked(String where, Observation observation, StepContext step)
      throws Exception {
    Reported before = before();
    if (!before.denials().isEmpty()) {
      Map<String, CheckResult> first = before.reading().map(Reading::gates).orElse(Map.of());
      return keep(new Said(where, observation, first, List.of()), step, () -> {});
    }
    Situation<S> now = begun.situation(observation, step.now());
    AskedGate<S> asked =
        AskedGate.ask(setup.kind(), setup.thresholdsFor(begun.strategy()), now, step);
    Said said = new Said(where, observation, asked.results(), asked.denials());
    return keep(said, step, () -> refuseIfLate(step));
  }

  /** An answer that is late may come after the execution has gone on without it. */
  private static void refuseIfLate(StepContext step) {
    if (AskedGate.isLate(step)) {
      throw new IllegalStateException("the gate did not answer in time");
    }
  }

  /** Closes the gate because it could not be asked. */
  private GateReport closed(String where, Observation observation, String why, StepContext step)
      throws Exception {
    Denial denial = new Denial(Denial.Code.GATE_ERROR, "the gate could not be asked: " + why);
    return keep(new Said(where, observation, Map.of(), List.of(denial)), step, () -> {});
  }

  /** What is said of a report. */
  private record Said(
      String where,
      Observation observation,
      Map<String, CheckResult> results,
      List<Denial> denials) {}

  private GateReport keep(Said said, StepContext step, Runnable check) throws Exception {
    Reported before = before();
    Reported kept =
        setup.await(
            setup
                .readings()
                .change(
                    setup.kind().name(),
                    begun.execution(),
                    last -> {
                      check.run();
                      Reading reading = reading(last.numberAt(said.where()), said, step);
                      return last.with(said.where(), reading, said.denials());
                    }));
    Health health = health(said.observation());
    tell(before, kept, step);
    return new GateReport(kept.numberAt(said.where()), said.results(), kept.denials(), health);
  }

  private Reading reading(int number, Said said, StepContext step) {
    return new Reading(
        begun.strategy().ref(),
        begun.mode(),
        step.runId(),
        number,
        said.observation(),
        step.now(),
        said.results(),
        health(said.observation()));
  }

  private Health health(Observation observation) {
    return Health.of(
        begun.strategy().expected(),
        observation.metrics(),
        setup.kind().primaryMetric(),
        setup.kind().tolerance());
  }

  private void tell(Reported before, Reported now, StepContext step) {
    Reading reading = now.reading().orElseThrow();
    Health health = reading.health();
    if (before.reading().map(Reading::health).filter(health::equals).isEmpty()) {
      step.log().info(begun + " is " + health + " as of report " + reading.number());
    }
    if (!now.denials().isEmpty() && before.denials().isEmpty()) {
      step.log().warn(begun + ": the gate has closed: " + now.denials());
    }
  }

  private Reported before() throws Exception {
    return setup
        .await(setup.readings().of(setup.kind().name(), begun.execution()))
        .orElseGet(Reported::nothing);
  }
}
