package io.maestro.samples.lab;

import io.maestro.StrategyMaestro;
import io.maestro.core.Maestro;
import io.maestro.run.RunOptions;
import io.maestro.samples.lab.data.PriceFile;
import io.maestro.samples.lab.data.Prices;
import io.maestro.samples.lab.data.Sha256;
import io.maestro.samples.lab.kind.FxLab;
import io.maestro.samples.lab.kind.LabTask;
import io.maestro.samples.lab.report.Outcome;
import io.maestro.samples.lab.report.ResultAssembly;
import io.maestro.samples.lab.report.ResultJson;
import io.maestro.samples.lab.report.Story;

/** A whole development by the library, on prices that were not read from a file. */
public record MaestroLab(Story story) {
  /** Develops a rule on generated prices. */
  public static MaestroLab develop(Prices generated) {
    return develop(new PriceFile(generated, Sha256.of(generated.column())), 1);
  }

  /** Develops a rule on prices from a file. */
  public static MaestroLab develop(PriceFile file, long seed) {
    FxLab lab = new FxLab(file);
    try (StrategyMaestro maestro = Maestro.builder().register(lab.kind()).start()) {
      var run =
          maestro.developStrategy(
              lab.kind(), LabTask.of(file, seed), RunOptions.named(LabTask.runName(file, seed)));
      return new MaestroLab(new StoryTeller(lab, file, seed).of(run.outcome().join()));
    }
  }

  /** Whether every check was passed. */
  public boolean accepted() {
    return story.outcome() == Outcome.VALIDATED;
  }

  /** The result file. */
  public String json() {
    return ResultJson.write(ResultAssembly.of(story));
  }
}
