package io.maestro.samples.lab.kind;

import io.maestro.flow.FlowContext;
import io.maestro.pipeline.ResearchPipeline;
import io.maestro.pipeline.ResearchTask;
import io.maestro.samples.lab.data.PriceFile;
import io.maestro.samples.lab.fact.DataQuality;
import io.maestro.samples.lab.fact.QualityNote;
import io.maestro.strategy.Decision;
import io.maestro.strategy.Research;

/**
 * Finds the prices and what is odd about them.
 *
 * <p>The file was read before the run began, for what is wrong with it is told on the command line;
 * so there is no step here. The research itself is recorded with all its prices, which are daily: a
 * hundred years of them fit into a record.
 *
 * @param file the only file this lab knows
 */
record PriceResearch(PriceFile file) implements ResearchPipeline<PriceFile> {
  @Override
  public Decision<Research<PriceFile>> research(ResearchTask task, FlowContext flow) {
    if (!LabTask.isAbout(task, file)) {
      return Decision.stop("asked for data that this lab has not got");
    }
    Research<PriceFile> research =
        Research.of(file)
            .source(
                new Research.Source(file.prices().column(), file.sha256(), file.prices().size()));
    for (QualityNote note : DataQuality.of(file.prices())) {
      research = research.finding(note.question() + ": " + note.count());
    }
    return research;
  }
}
