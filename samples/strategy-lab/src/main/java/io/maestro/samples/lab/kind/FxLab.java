package io.maestro.samples.lab.kind;

import io.maestro.kind.StrategyKind;
import io.maestro.metric.Threshold;
import io.maestro.pipeline.Gate;
import io.maestro.samples.lab.check.Examination;
import io.maestro.samples.lab.data.PriceFile;
import io.maestro.samples.lab.fact.Regime;
import io.maestro.samples.lab.rule.Fold;

/** Develops a crossover rule on daily prices. */
public final class FxLab {
  /** The name of the kind. */
  public static final String KIND = "sma-crossover";

  /** The fall from a peak at which the gate closes. */
  public static final double DEEPEST_FALL = 0.20;

  private static final int STAGES = 9;

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
    int perFold = Crossover.grid().size() + 3; // what is known, the choice, and the fold itself
    return Fold.of(file.prices()).size() * perFold + 2 * kind.checks().size() + STAGES;
  }

  private static StrategyKind<PriceFile, Regime, Crossover, PaperAccount> define(
      PriceFile file, Checks checks) {
    PaperBroker broker = new PaperBroker(file);
    return StrategyKind.named(KIND)
        .research(PriceFile.class, new PriceResearch(file))
        .analysis(Regime.class, new RegimeAnalysis())
        .creation(Crossover.class, new InformedDraft())
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
        .execution(PaperAccount.class, broker)
        .preparation(broker)
        .gate("drawdown", Gate.that(Threshold.atMost(Measures.DRAWDOWN, DEEPEST_FALL)))
        .primaryMetric(Measures.SHARPE)
        .warningsPass()
        .build();
  }
}
