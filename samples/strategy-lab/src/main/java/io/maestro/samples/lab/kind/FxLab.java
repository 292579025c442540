package io.maestro.samples.lab.kind;

import io.maestro.kind.StrategyKind;
import io.maestro.samples.lab.check.Examination;
import io.maestro.samples.lab.data.PriceFile;
import io.maestro.samples.lab.fact.Regime;
import io.maestro.samples.lab.rule.Fold;
import io.maestro.samples.lab.rule.Rule;
import io.maestro.strategy.Draft;

/** Develops a crossover rule on daily prices. */
public final class FxLab {
  /** The name of the kind. */
  public static final String KIND = "sma-crossover";

  private static final int STAGES = 8;

  private final PriceFile file;
  private final Dossier.Latest dossiers = new Dossier.Latest();
  private final StrategyKind<PriceFile, Regime, Crossover, PaperAccount> kind;

  /** A lab that knows one file. */
  public FxLab(PriceFile file) {
    this.file = file;
    this.kind = define(file, new Checks(dossiers));
  }

  /** What it develops. */
  public StrategyKind<PriceFile, Regime, Crossover, PaperAccount> kind() {
    return kind;
  }

  /** All that can be said of what it developed. */
  public Dossier dossier(Crossover developed, long seed) {
    return dossiers.of(file.prices(), developed, seed);
  }

  /** About how many steps a development records. */
  public int expectedSteps() {
    int perFold = Crossover.grid().size() + 2; // and the choice, and the fold itself
    return Fold.of(file.prices()).size() * perFold + 2 * kind.checks().size() + STAGES;
  }

  private static StrategyKind<PriceFile, Regime, Crossover, PaperAccount> define(
      PriceFile file, Checks checks) {
    return StrategyKind.named(KIND)
        .research(PriceFile.class, new PriceResearch(file))
        .analysis(Regime.class, new RegimeAnalysis())
        .creation(
            Crossover.class,
            (research, analysis) -> Draft.of(Crossover.of(Rule.initial())).because("the classic"))
        .optimization(new WalkForwardSearch())
        .validation("out-of-sample", checks.asking(d -> Examination.outOfSample(d.trades())))
        .validation("drawdown", checks.asking(d -> Examination.drawdown(d.trades())))
        .validation("deflated-sharpe", checks.asking(d -> Examination.deflatedSharpe(d.evidence())))
        .validation(
            "overfitting-probability",
            checks.asking(d -> Examination.overfittingProbability(d.evidence())))
        .validation("look-ahead", Checks::lookAhead)
        .validation("cost-stress", checks.asking(d -> Examination.costStress(d.stressed())))
        .validation("bootstrap", checks.asking(d -> Examination.bootstrap(d.evidence())))
        .validation("random-entry", checks.asking(d -> Examination.randomEntry(d.evidence())))
        .validation("plateau", checks.asking(d -> Examination.plateau(d.evidence(), d.rule())))
        .execution(PaperAccount.class, new PaperBroker(file))
        .warningsPass()
        .build();
  }
}
