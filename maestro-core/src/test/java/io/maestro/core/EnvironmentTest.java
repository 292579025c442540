package io.maestro.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.config.ConfigProblem;
import io.maestro.config.InvalidConfigException;
import io.maestro.config.MaestroConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class EnvironmentTest {
  @Test
  void environment_interval_isSecondsOrIso() {
    assertEquals(Duration.ofHours(1), interval("3600"));
    assertEquals(Duration.ofHours(1), interval("PT1H"));
    assertEquals(Duration.ofHours(1), interval("  3600 \n"));
    assertEquals(Duration.ofMillis(1_500), interval("PT1.5S"));
  }

  @Test
  void environment_unreadableInterval_isReportedAsItWasGiven() {
    for (String bad : List.of("soon", "1.5", "1e3", "-5", "0x10", "1 000", "9".repeat(19))) {
      assertEquals(
          List.of(
              "OPTIMIZATION_INTERVAL must be seconds, such as 3600, or ISO-8601, such as PT1H: '"
                  + bad
                  + "'"),
          problems(Map.of("OPTIMIZATION_INTERVAL", bad)));
    }
  }

  @Test
  void environment_readableIntervalOutOfRange_isReportedBySetting() {
    for (String bad : List.of("0", "PT-5S", "9".repeat(18), "P3651D")) {
      List<String> problems = problems(Map.of("OPTIMIZATION_INTERVAL", bad));

      assertEquals(1, problems.size(), bad);
      assertTrue(problems.get(0).startsWith("optimizationInterval must be between"), bad);
    }
  }

  @Test
  void environment_strategies_isAWholeNumberInRange() {
    assertEquals(25, read(Map.of("MAX_STRATEGIES", " 25 ")).maxConcurrentStrategies());
    for (String bad : List.of("many", "2.5", "2147483648", "1_000")) {
      assertEquals(
          List.of("MAX_STRATEGIES must be a whole number: '" + bad + "'"),
          problems(Map.of("MAX_STRATEGIES", bad)));
    }
    assertEquals(1, problems(Map.of("MAX_STRATEGIES", "-1")).size());
    assertEquals(1, problems(Map.of("MAX_STRATEGIES", "100001")).size());
  }

  @Test
  void environment_threshold_isAFiniteNumber() {
    assertEquals(
        OptionalDouble.of(-0.25),
        read(Map.of("PERFORMANCE_THRESHOLD", "-2.5e-1")).performanceThreshold());
    for (String bad : List.of("NaN", "Infinity", "1e999", "good", "1,5")) {
      assertEquals(
          List.of("PERFORMANCE_THRESHOLD must be a finite number: '" + bad + "'"),
          problems(Map.of("PERFORMANCE_THRESHOLD", bad)));
    }
  }

  @Test
  void environment_absentBlankOrUnknown_saysNothing() {
    MaestroConfig config =
        read(Map.of("MAX_STRATEGIES", "", "OPTIMIZATION_INTERVAL", "  ", "MAX_STRATEGY", "x"));

    assertEquals(MaestroConfig.defaults().toString(), config.toString());
    assertEquals(List.of(), config.unreadable());
    assertEquals(OptionalDouble.empty(), config.performanceThreshold());
  }

  @Test
  void environment_overWhatWasSet_wins() {
    MaestroConfig config =
        MaestroConfig.builder()
            .maxConcurrentStrategies(3)
            .workers(5)
            .environment(Map.of("MAX_STRATEGIES", "7"))
            .build();

    assertEquals(7, config.maxConcurrentStrategies());
    assertEquals(5, config.workers());
  }

  @Test
  void environment_everythingWrong_isReportedAtOnceAlsoByACopy() {
    Map<String, String> wrong =
        Map.of("MAX_STRATEGIES", "x", "OPTIMIZATION_INTERVAL", "y", "PERFORMANCE_THRESHOLD", "z");
    MaestroConfig config = MaestroConfig.builder().workers(0).environment(wrong).build();

    assertEquals(4, problems(config).size());
    assertEquals(problems(config), problems(config.toBuilder().build()));
  }

  private static Duration interval(String text) {
    return read(Map.of("OPTIMIZATION_INTERVAL", text)).optimizationInterval();
  }

  private static MaestroConfig read(Map<String, String> variables) {
    return MaestroConfig.builder().environment(variables).build();
  }

  private static List<String> problems(Map<String, String> variables) {
    return problems(read(variables));
  }

  private static List<String> problems(MaestroConfig config) {
    var check = new SetupCheck(config, List.of(), List.of());

    return assertThrows(InvalidConfigException.class, check::throwIfWrong).problems().stream()
        .map(ConfigProblem::toString)
        .toList();
  }
}
