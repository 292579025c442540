package io.maestro.samples.lab.kind;

import io.maestro.flow.FlowContext;
import io.maestro.flow.Round;
import io.maestro.pipeline.ExecutionPipeline;
import io.maestro.pipeline.ExecutionTask;
import io.maestro.samples.lab.data.PriceFile;
import io.maestro.samples.lab.rule.Fold;
import io.maestro.samples.lab.rule.WalkForward;
import java.util.List;

/**
 * Trades on paper, one recorded day after the other, the days that no rule was fitted on, each with
 * the rule that was known then.
 *
 * <p>It is a repetition of the past: what it earns is what the walk forward had earned, no more.
 *
 * @param file where its prices come from
 */
record PaperBroker(PriceFile file) implements ExecutionPipeline<Crossover, PaperAccount> {
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
          return next.days() < returns.size() ? Round.again(next) : Round.done(next);
        });
  }
}
