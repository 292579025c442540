package io.maestro.samples.lab.kind;

import io.maestro.flow.FlowContext;
import io.maestro.flow.StepContext;
import io.maestro.flow.Workflow;
import io.maestro.pipeline.ResearchTask;
import io.maestro.samples.lab.data.PriceFile;
import io.maestro.samples.lab.memory.Experience;
import io.maestro.samples.lab.memory.Stretch;
import java.util.List;

/**
 * Looks back and records what every rule earned in every stretch of a regime, each lesson as seen
 * on the last day of its stretch.
 *
 * @param file where the prices come from
 */
public record Lessons(PriceFile file) {
  /** The workflow; its value is how many lessons it recorded. */
  public Workflow<ResearchTask, Integer> workflow() {
    return Workflow.of("lessons", ResearchTask.class, Integer.class, this::record);
  }

  private Integer record(ResearchTask task, FlowContext flow) {
    return flow
        .each("stretch", Stretch.of(file.prices()), stretch -> stretch.last(file.prices()))
        .step(Integer.class, this::record)
        .join()
        .stream()
        .reduce(0, Integer::sum);
  }

  private Integer record(Stretch stretch, StepContext step) throws InterruptedException {
    List<Experience> seen = Experience.of(file.prices(), stretch);
    for (Experience experience : seen) {
      step.knowledge().record(Recollection.lesson(experience));
    }
    return seen.size();
  }
}
