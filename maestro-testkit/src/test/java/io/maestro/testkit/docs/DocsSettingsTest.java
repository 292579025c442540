package io.maestro.testkit.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.maestro.config.DurationRange;
import io.maestro.config.MaestroConfig;
import io.maestro.config.PipelineLimits;
import io.maestro.config.RunLimits;
import io.maestro.flow.PipelineQueue;
import io.maestro.flow.Retry;
import io.maestro.flow.StepPolicy;
import io.maestro.kind.StrategyKind;
import io.maestro.message.SubscriptionOptions;
import io.maestro.metric.Metrics;
import io.maestro.optimization.LoopOptions;
import io.maestro.optimization.Reoptimization;
import io.maestro.optimization.Trigger;
import io.maestro.run.RunOptions;
import io.maestro.strategy.Analysis;
import io.maestro.strategy.CheckResult;
import io.maestro.strategy.Draft;
import io.maestro.strategy.Optimized;
import io.maestro.strategy.Research;
import io.maestro.testkit.Proves;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Compares the tables of docs/settings.md with the code. */
final class DocsSettingsTest {
  private static final Pattern ROW =
      Pattern.compile(
          "(?m)^\\| `([^`]+)` \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|$");
  private static final Set<String> NOT_SETTINGS_OF_THEIR_OWN =
      Set.of("build", "environment", "pipeline", "limits");

  private record Row(String defaults, String range, String environment) {}

  private final Map<String, Row> rows = rows();

  @Test
  @Proves("14.2")
  void everySetting_hasItsRowWithItsDefault() {
    Map<String, String> documented = new TreeMap<>();
    rows.forEach((setting, row) -> documented.put(setting, normal(row.defaults())));

    assertEquals(defaults(), documented);
  }

  @Test
  @Proves("14.2")
  void everyCheckedSetting_hasItsRange() throws ReflectiveOperationException {
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, String> range : ranges().entrySet()) {
      Row row = rows.get(range.getKey());
      if (row == null || !row.range().equals(range.getValue())) {
        wrong.add(range + " is documented as " + row);
      }
    }

    assertEquals(List.of(), wrong);
    assertThrows(IllegalArgumentException.class, () -> Retry.upTo(0));
    assertThrows(IllegalArgumentException.class, () -> Retry.upTo(1_000_001));
    assertEquals("1 to 1,000,000", row("Retry.attempts").range());
  }

  @Test
  @Proves("14.2")
  void everyEnvironmentVariable_setsItsSetting() throws ReflectiveOperationException {
    Map<String, String> set = new TreeMap<>();
    for (Map.Entry<String, Row> row : rows.entrySet()) {
      String variable = row.getValue().environment().replace("`", "");
      if (!variable.equals("-")) {
        MaestroConfig config = MaestroConfig.builder().environment(Map.of(variable, "7")).build();
        set.put(
            variable, String.valueOf(MaestroConfig.class.getMethod(row.getKey()).invoke(config)));
      }
    }

    assertEquals(
        Map.of(
            "MAX_STRATEGIES", "7",
            "OPTIMIZATION_INTERVAL", "PT7S",
            "PERFORMANCE_THRESHOLD", "OptionalDouble[7.0]"),
        set);
  }

  private static Map<String, String> defaults() {
    Map<String, String> found = new TreeMap<>();
    MaestroConfig config = MaestroConfig.defaults();
    for (Method setter : MaestroConfig.Builder.class.getDeclaredMethods()) {
      if (java.lang.reflect.Modifier.isPublic(setter.getModifiers())
          && !NOT_SETTINGS_OF_THEIR_OWN.contains(setter.getName())) {
        found.put(setter.getName(), text(value(config, setter.getName())));
      }
    }
    int processors = Runtime.getRuntime().availableProcessors();
    assertEquals(Math.max(8, 4 * processors), config.workers());
    found.put("workers", "max(8, 4 x processors)");
    components(PipelineLimits.class)
        .forEach(
            name -> found.put("pipelines.<queue>." + name, text(value(anyQueue(config), name))));
    components(RunLimits.class)
        .forEach(name -> found.put("limits." + name, text(value(config.limits(), name))));
    SubscriptionOptions subscriber = SubscriptionOptions.defaults();
    components(SubscriptionOptions.class)
        .forEach(name -> found.put("SubscriptionOptions." + name, text(value(subscriber, name))));
    found.putAll(defaultsOfSteps());
    found.putAll(defaultsOfKindsAndRuns());
    found.putAll(defaultsOfLoops());
    return found;
  }

  private static PipelineLimits anyQueue(MaestroConfig config) {
    assertEquals(
        new PipelineLimits(
            config.maxConcurrentStrategies(), config.pipeline(PipelineQueue.RESEARCH).capacity()),
        config.pipeline(PipelineQueue.STRATEGIES));
    return config.pipeline(new PipelineQueue("any"));
  }

  private static Map<String, String> defaultsOfSteps() {
    StepPolicy policy = StepPolicy.once();
    return Map.of(
        "StepPolicy.retry", policy.retry().equals(Retry.never()) ? "never" : "otherwise",
        "StepPolicy.timeout", text(policy.timeout()),
        "Retry.attempts", text(Retry.never().attempts()),
        "Retry.firstBackoff", text(Retry.DEFAULT_FIRST_BACKOFF),
        "Retry.maxBackoff", text(Retry.DEFAULT_MAX_BACKOFF),
        "Retry.onlyIf",
            Retry.upTo(2).allows(1, new AssertionError()) ? "every failure" : "otherwise");
  }

  private static Map<String, String> defaultsOfKindsAndRuns() {
    StrategyKind<String, String, String, String> kind =
        StrategyKind.named("kind")
            .research(String.class, (task, flow) -> Research.of("data"))
            .analysis(String.class, (task, flow) -> Analysis.of("view"))
            .creation(String.class, (research, analysis) -> Draft.of("spec"))
            .optimization((task, flow) -> Optimized.of("spec", Metrics.none()))
            .validation("check", (candidate, flow) -> CheckResult.pass("always"))
            .execution(String.class, (task, flow) -> "outcome")
            .build();
    RunOptions options = RunOptions.defaults();
    return Map.of(
        "StrategyKind.warnings", kind.warnings().name(),
        "StrategyKind.validFor", text(kind.validFor()),
        "StrategyKind.gateTimeout", text(kind.gateTimeout()),
        "StrategyKind.tolerance", String.valueOf(kind.tolerance()),
        "StrategyKind.primaryMetric", text(kind.primaryMetric()),
        "StrategyKind.reoptimization", text(kind.reoptimization()),
        "RunOptions.id", options.id().isEmpty() ? "made up" : "otherwise",
        "RunOptions.deadline", text(options.deadline()),
        "RunOptions.tags", options.tags().isEmpty() ? "-" : "otherwise");
  }

  private static Map<String, String> defaultsOfLoops() {
    Reoptimization policy = Reoptimization.when(Trigger.contextChanged());
    return Map.of(
        "Reoptimization.triggers", Reoptimization.never().toString(),
        "Reoptimization.coolDown", text(policy.coolDown()),
        "Reoptimization.perDay", text(policy.perDay()),
        "Reoptimization.atOnce", text(policy.atOnce()),
        "LoopOptions.interval", text(LoopOptions.defaults().interval()),
        "LoopOptions.tags", LoopOptions.defaults().tags().isEmpty() ? "-" : "otherwise");
  }

  private static Map<String, String> ranges() throws ReflectiveOperationException {
    Map<String, String> found = new LinkedHashMap<>();
    for (String setting : rows().keySet()) {
      if (setting.matches("\\w+")) {
        range(MaestroConfig.class, setting).ifPresent(range -> found.put(setting, range));
      }
    }
    for (String name : components(PipelineLimits.class)) {
      found.put("pipelines.<queue>." + name, range(PipelineLimits.class, name).orElseThrow());
    }
    for (String name : components(RunLimits.class)) {
      found.put("limits." + name, range(RunLimits.class, name).orElseThrow());
    }
    return found;
  }

  private static Optional<String> range(Class<?> type, String field)
      throws ReflectiveOperationException {
    Annotation[] constraints = type.getDeclaredField(field).getAnnotations();
    for (Annotation constraint : constraints) {
      if (constraint instanceof DurationRange range) {
        return Optional.of(range.min() + " to " + range.max());
      }
    }
    Optional<Object> min = bound(constraints, "Min");
    Optional<Object> max = bound(constraints, "Max");
    return min.isPresent() && max.isPresent()
        ? Optional.of(text(min.get()) + " to " + text(max.get()))
        : Optional.empty();
  }

  /** By its name: the annotations' own library is not among this module's dependencies. */
  private static Optional<Object> bound(Annotation[] constraints, String name)
      throws ReflectiveOperationException {
    for (Annotation constraint : constraints) {
      if (constraint.annotationType().getSimpleName().equals(name)) {
        return Optional.of(constraint.annotationType().getMethod("value").invoke(constraint));
      }
    }
    return Optional.empty();
  }

  private static List<String> components(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
  }

  private static Object value(Object of, String accessor) {
    try {
      return of.getClass().getMethod(accessor).invoke(of);
    } catch (ReflectiveOperationException missing) {
      throw new LinkageError(of.getClass() + " lets nobody read " + accessor, missing);
    }
  }

  private static String text(Object value) {
    if (value instanceof Number number) {
      return String.format(Locale.ROOT, "%,d", number.longValue());
    }
    boolean empty =
        value.equals(Optional.empty())
            || value.equals(List.of())
            || value.toString().contains(".empty");
    return empty ? "-" : value.toString();
  }

  /** Returns a documented default as {@link #text} writes it: a duration has many forms. */
  private static String normal(String cell) {
    return cell.matches("P.*\\d[A-Z]") ? Duration.parse(cell).toString() : cell;
  }

  private Row row(String setting) {
    return Optional.ofNullable(rows.get(setting)).orElseThrow();
  }

  private static Map<String, Row> rows() {
    Map<String, Row> found = new LinkedHashMap<>();
    Set<String> twice = new HashSet<>();
    ROW.matcher(ProjectText.read(ProjectText.ROOT.resolve("docs/settings.md")))
        .results()
        .forEach(
            row -> {
              Row cells = new Row(row.group(2).strip(), row.group(3).strip(), row.group(5).strip());
              if (found.put(row.group(1), cells) != null) {
                twice.add(row.group(1));
              }
            });
    assertEquals(Set.of(), twice, "a setting is listed twice");
    return found;
  }
}
