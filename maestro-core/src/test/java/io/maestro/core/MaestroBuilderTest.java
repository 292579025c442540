package io.maestro.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.maestro.config.ConfigProblem;
import io.maestro.config.InvalidConfigException;
import io.maestro.config.MaestroConfig;
import io.maestro.config.PipelineLimits;
import io.maestro.flow.PipelineQueue;
import io.maestro.flow.Workflow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Runs with nothing but the allowed jars on the path, which has no expression language. */
final class MaestroBuilderTest {
  @Test
  void start_manyMistakes_areReportedAtOnce() {
    var config =
        MaestroConfig.builder()
            .maxConcurrentStrategies(0)
            .lease(Duration.ofDays(1))
            .pipeline(PipelineQueue.ANALYSIS, new PipelineLimits(0, -1))
            .environment(Map.of("OPTIMIZATION_INTERVAL", "soon", "PERFORMANCE_THRESHOLD", "NaN"))
            .build();
    var twice = Workflow.of("twice", String.class, String.class, (input, flow) -> input);
    var builder = Maestro.builder().config(config).register(twice).register(twice);

    var refusal = assertThrows(InvalidConfigException.class, builder::start);

    assertEquals(
        List.of(
            "OPTIMIZATION_INTERVAL",
            "PERFORMANCE_THRESHOLD",
            "lease",
            "maxConcurrentStrategies",
            "pipelines[analysis].capacity",
            "pipelines[analysis].concurrency",
            "workflow twice"),
        refusal.problems().stream().map(ConfigProblem::setting).toList());
  }

  @Test
  void start_workflowWithANameOfTheLibrarys_isRefused() {
    var taken = Workflow.of("develop/x", String.class, String.class, (input, flow) -> input);
    var builder = Maestro.builder().register(taken);

    var refusal = assertThrows(InvalidConfigException.class, builder::start);

    assertEquals(
        List.of("workflow develop/x"),
        refusal.problems().stream().map(ConfigProblem::setting).toList());
  }
}
