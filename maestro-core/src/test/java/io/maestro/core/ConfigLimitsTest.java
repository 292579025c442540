package io.maestro.core;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.maestro.config.ConfigProblem;
import io.maestro.config.InvalidConfigException;
import io.maestro.config.MaestroConfig;
import io.maestro.config.PipelineLimits;
import io.maestro.config.RunLimits;
import io.maestro.flow.PipelineQueue;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Every range of a setting: its ends are in, what is next to them is out. */
final class ConfigLimitsTest {
  private static final Duration STEP = Duration.ofNanos(1);

  @Test
  void numbers_atTheEndsOfTheirRanges_areTaken() {
    range("maxConcurrentStrategies", 1, 100_000, (b, n) -> b.maxConcurrentStrategies(n));
    range("workers", 1, 10_000, (b, n) -> b.workers(n));
  }

  @Test
  void durations_atTheEndsOfTheirRanges_areTaken() {
    range("optimizationInterval", "PT1S", "P3650D", (b, d) -> b.optimizationInterval(d));
    range("lease", "PT0.1S", "PT1H", (b, d) -> b.lease(d));
    range("gracePeriod", "PT0S", "PT1H", (b, d) -> b.gracePeriod(d));
    range("shutdownTimeout", "PT0S", "PT24H", (b, d) -> b.shutdownTimeout(d));
    range("finishedRetention", "PT0S", "P36500D", (b, d) -> b.finishedRetention(d));
  }

  @Test
  void limitsOfRuns_atTheEndsOfTheirRanges_areTaken() {
    RunLimits all = RunLimits.defaults();
    int bytes = all.maxPayloadBytes();
    int message = all.maxMessageBytes();
    range("limits.maxSteps", 10, 1_000_000, (b, n) -> b.limits(all.maxSteps(n)));
    range("limits.maxLiveRuns", 1, 10_000_000, (b, n) -> b.limits(all.maxLiveRuns(n)));
    range(
        "limits.maxPayloadBytes",
        1_024,
        1 << 28,
        (b, n) -> b.limits(new RunLimits(10, n, message, 1)));
    range(
        "limits.maxMessageBytes",
        1_024,
        1 << 24,
        (b, n) -> b.limits(new RunLimits(10, bytes, n, 1)));
  }

  @Test
  void limitsOfPipelines_atTheEndsOfTheirRanges_areTaken() {
    PipelineQueue queue = PipelineQueue.RESEARCH;
    range(
        "pipelines[research].concurrency",
        1,
        100_000,
        (b, n) -> b.pipeline(queue, new PipelineLimits(n, 1)));
    range(
        "pipelines[research].capacity",
        1,
        1_000_000,
        (b, n) -> b.pipeline(queue, new PipelineLimits(1, n)));
  }

  private interface Setter<V> {
    void set(MaestroConfig.Builder builder, V value);
  }

  private static void range(String setting, int min, int max, Setter<Integer> setter) {
    taken(builder -> setter.set(builder, min));
    taken(builder -> setter.set(builder, max));
    refused(setting, builder -> setter.set(builder, min - 1));
    refused(setting, builder -> setter.set(builder, max + 1));
    refused(setting, builder -> setter.set(builder, Integer.MIN_VALUE));
  }

  private static void range(String setting, String min, String max, Setter<Duration> setter) {
    taken(builder -> setter.set(builder, Duration.parse(min)));
    taken(builder -> setter.set(builder, Duration.parse(max)));
    refused(setting, builder -> setter.set(builder, Duration.parse(min).minus(STEP)));
    refused(setting, builder -> setter.set(builder, Duration.parse(max).plus(STEP)));
    refused(setting, builder -> setter.set(builder, Duration.ofSeconds(Long.MAX_VALUE)));
  }

  private static void taken(Consumer<MaestroConfig.Builder> change) {
    assertDoesNotThrow(() -> check(change));
  }

  private static void refused(String setting, Consumer<MaestroConfig.Builder> change) {
    var refusal = assertThrows(InvalidConfigException.class, () -> check(change), setting);

    assertEquals(
        List.of(setting), refusal.problems().stream().map(ConfigProblem::setting).toList());
  }

  private static void check(Consumer<MaestroConfig.Builder> change) {
    MaestroConfig.Builder builder = MaestroConfig.builder();
    change.accept(builder);
    new SetupCheck(builder.build(), List.of(), List.of()).throwIfWrong();
  }
}
