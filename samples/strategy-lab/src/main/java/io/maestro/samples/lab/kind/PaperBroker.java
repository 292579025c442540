package io.maestro.samples.lab.kind;

import io.maestro.execution.Situation;
import io.maestro.flow.Doubt;
import io.maestro.flow.FlowContext;
import io.maestro.flow.Reconciliation;
import io.maestro.flow.Round;
import io.maestro.metric.Metrics;
import io.maestro.pipeline.ExecutionPipeline;
import io.maestro.pipeline.ExecutionTask;
import io.maestro.pipeline.Preparation;
import io.maestro.samples.lab.data.PriceFile;
import io.maestro.samples.lab.rule.Fold;
import io.maestro.samples.lab.rule.WalkForward;
import io.maestro.strategy.Decision;
import io.maestro.strategy.Prepared;
import java.util.List;

/**
 * Trades on paper, one recorded day after the other, the days that no rule was fitted on, each with
 * the rule that was known then; reports every day, and stops when the gate says so.
 *
 * <p>It is a repetition of the past: what it earns is what the walk forward had earned, no more.
 *
 * @param file where its prices come from
 */
record PaperBroker(PriceFile file)
    implements ExecutionPipeline<Crossover, PaperAccount>, Preparation<Crossover> {
  /**
   * Opens an account. The gate is to judge how it stands, not what the walk forward had to bear:
   * that was another account.
   */
  @Override
  public Decision<Prepared> prepare(Situation<Crossover> before, FlowContext flow) {
    return Prepared.of(Measures.of(PaperAccount.opened(), List.of()));
  }

  @Override
  public PaperAccount execute(ExecutionTask<Crossover> task, FlowContext flow) {
    List<Double> returns =
        WalkForward.of(Fold.of(file.prices()), task.spec().fits()).trades().returns();
    return flow.loop(
        "day",
        PaperAccount.class,
        PaperAccount.opened(),
        (account, day) -> {
          PaperAccount next =
              day.step(
                  "trade", PaperAccount.class, step -> account.after(returns.get(account.days())));
          Metrics latest = Measures.of(next, returns);
          boolean open = task.report(day, latest).passed();
          return open && next.days() < returns.size() ? Round.again(next) : Round.done(next);
        });
  }

  /** On paper, a day traded twice is a day traded once. */
  @Override
  public Reconciliation<PaperAccount> reconcile(
      ExecutionTask<Crossover> task, Doubt doubt, FlowContext flow) {
    return Reconciliation.resume();
  }
}
