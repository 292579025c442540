package io.maestro.testkit.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.maestro.config.ConfigProblem;
import io.maestro.config.InvalidConfigException;
import io.maestro.config.MaestroConfig;
import io.maestro.kind.StrategyKind;
import io.maestro.log.LogLine;
import io.maestro.metric.MetricKey;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.ScriptedKind;
import io.maestro.testkit.TestHost;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The setting that is about a metric only some kinds have. */
final class PerformanceThresholdTest {
  private static final MaestroConfig HALF =
      MaestroConfig.builder().performanceThreshold(0.5).build();

  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  private static StrategyKind<?, ?, ?, ?> judged(String name) {
    return ScriptedKind.named(name)
        .also(kind -> kind.primaryMetric(MetricKey.higherIsBetter("score", "")))
        .build();
  }

  private static StrategyKind<?, ?, ?, ?> unjudged(String name) {
    return ScriptedKind.named(name).build();
  }

  @Test
  @Proves("14.6")
  void start_noKindHasAPrimaryMetric_isRefused(TestHost host) {
    var refused =
        assertThrows(
            InvalidConfigException.class,
            () ->
                host.start(
                    builder ->
                        builder.config(HALF).register(unjudged("a")).register(unjudged("b"))));

    assertEquals(
        List.of(
            new ConfigProblem(
                "performanceThreshold",
                "0.5",
                "is about primary metrics, and no kind has one: give a, b a primaryMetric(...), or"
                    + " use performanceThresholds")),
        refused.problems());
  }

  @Test
  @Proves("14.6")
  void start_someKindHasNone_isWarnedOf(TestHost host) {
    host.start(builder -> builder.config(HALF).register(judged("a")).register(unjudged("b")));

    assertEquals(
        List.of("performanceThreshold says nothing of b: it has no primaryMetric(...)"),
        host.log().messages(LogLine.Level.WARN));
  }

  @Test
  @Proves("14.6")
  void start_everyKindHasOneOrThereIsNothingToSay_isSilent(TestHost host) {
    host.start(builder -> builder.config(HALF).register(judged("a")));
    host.start(builder -> builder.config(HALF));
    host.start(builder -> builder.register(unjudged("a")));

    assertEquals(List.of(), host.log().messages(LogLine.Level.WARN));
  }
}
