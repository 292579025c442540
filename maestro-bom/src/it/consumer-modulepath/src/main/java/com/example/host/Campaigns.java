package com.example.host;

import static io.maestro.metric.Threshold.atLeast;

import io.maestro.kind.StrategyKind;
import io.maestro.metric.MetricKey;
import io.maestro.metric.Metrics;
import io.maestro.pipeline.Check;
import io.maestro.strategy.Analysis;
import io.maestro.strategy.Draft;
import io.maestro.strategy.Optimized;
import io.maestro.strategy.Research;
import io.maestro.strategy.Trial;
import java.util.List;

/** A kind of strategy: at what hour to mail a campaign. */
public final class Campaigns {
  /** How many answer. */
  public static final MetricKey ANSWERS = MetricKey.higherIsBetter("answers", "per day");

  private Campaigns() {}

  /** How many mails were opened at each hour. */
  public record Openings(List<Integer> byHour) {}

  /** What is known of the readers. */
  public record Readers(int mails) {}

  /** When to mail. */
  public record Hour(int hour) {}

  /** What came of it. */
  public record Mailed(String key) {}

  /** Returns the kind. */
  public static StrategyKind<Openings, Readers, Hour, Mailed> kind() {
    return StrategyKind.named("campaign")
        .research(
            Openings.class,
            (task, flow) -> Research.of(flow.step("read", Openings.class, step -> openings())))
        .analysis(Readers.class, (task, flow) -> Analysis.of(new Readers(mails(task.data()))))
        .creation(Hour.class, (research, analysis) -> Draft.of(new Hour(9)))
        .optimization(
            (task, flow) ->
                Optimized.best(
                    Trial.each(
                        flow,
                        "hour",
                        List.of(new Hour(0), new Hour(1), new Hour(2)),
                        Hour::hour,
                        (hour, step) -> measured(task.research().data(), hour)),
                    ANSWERS))
        .validation("enough", Check.that(atLeast(ANSWERS, 5).minSamples(10)))
        .execution(
            Mailed.class,
            (task, flow) ->
                flow.step("mail", Mailed.class, step -> new Mailed(step.idempotencyKey())))
        .build();
  }

  private static Openings openings() {
    return new Openings(List.of(3, 9, 4));
  }

  private static int mails(Openings openings) {
    return openings.byHour().stream().mapToInt(Integer::intValue).sum();
  }

  private static Metrics measured(Openings openings, Hour hour) {
    return Metrics.of(ANSWERS, openings.byHour().get(hour.hour()), mails(openings));
  }
}
