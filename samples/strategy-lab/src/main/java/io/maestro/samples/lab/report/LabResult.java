package io.maestro.samples.lab.report;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The result of a run as {@code result.json} holds it: the names and the order of the components
 * are the format, numbers are rounded already, and null stands for what could not be told.
 */
public record LabResult(
    Data data,
    List<Signal> signals50x200,
    Development development,
    @Nullable Execution execution,
    List<Policy> policies,
    List<Knowledge> knowledge,
    Chance chance,
    String eventLogSha256) {

  /** The prices and the facts about them. */
  public record Data(
      String column,
      int rows,
      LocalDate first,
      LocalDate last,
      String sha256,
      SortedMap<Integer, BigDecimal> yearlyAverage,
      SortedMap<Integer, BigDecimal> yearlyReturn,
      Drawdown maxDrawdown,
      List<Quality> quality) {}

  /** The deepest fall from a peak. */
  public record Drawdown(LocalDate peakDate, LocalDate troughDate, BigDecimal percent) {}

  /** How often something odd was found. */
  public record Quality(String question, int count, List<String> examples) {}

  /** A crossing of the averages of 50 and 200 values: golden or death. */
  public record Signal(LocalDate date, String kind) {}

  /** The development of a rule, as far as it went. */
  public record Development(
      String outcome,
      String reason,
      @Nullable Strategy strategy,
      int trials,
      @Nullable WalkForward walkForward,
      List<Check> checks) {}

  /** The rule that was developed. */
  public record Strategy(String kind, int version, Parameters parameters) {}

  /** The lengths of its two averages. */
  public record Parameters(int fast, int slow) {}

  /** The days on which the rule was tested without having seen them. */
  public record WalkForward(
      List<Fold> folds,
      @Nullable BigDecimal sharpe,
      @Nullable BigDecimal maxDrawdown,
      @Nullable BigDecimal totalReturn,
      int days,
      int switches,
      Benchmark benchmark) {}

  /** The same days, had one simply held. */
  public record Benchmark(
      String kind,
      @Nullable BigDecimal sharpe,
      @Nullable BigDecimal maxDrawdown,
      @Nullable BigDecimal totalReturn) {}

  /** One step of the walk forward. */
  public record Fold(
      LocalDate trainFrom,
      LocalDate trainTo,
      LocalDate testFrom,
      LocalDate testTo,
      Parameters parameters,
      @Nullable BigDecimal inSampleSharpe,
      @Nullable BigDecimal outOfSampleSharpe) {}

  /** The answer of one check. */
  public record Check(
      String id,
      String verdict,
      @Nullable BigDecimal observed,
      @Nullable BigDecimal threshold,
      String message) {}

  /** What the seed decided. */
  public record Chance(
      long seed,
      @Nullable BigDecimal sharpeLow,
      @Nullable BigDecimal sharpeHigh,
      @Nullable BigDecimal bootstrapP,
      @Nullable BigDecimal randomEntryP) {}

  /** The days on which the rule was traded on paper. */
  public record Execution(
      String mode,
      String outcome,
      int days,
      @Nullable BigDecimal finalEquity,
      @Nullable BigDecimal maxDrawdown,
      List<String> alerts) {}

  /** How the rule would have fared under a policy of when to fit it anew. */
  public record Policy(
      String name,
      int optimizations,
      int suppressed,
      int switches,
      @Nullable BigDecimal sharpe,
      @Nullable BigDecimal maxDrawdown) {}

  /** What is known of a rule in a regime; {@code for} counts what speaks for it. */
  public record Knowledge(
      String context,
      String subject,
      int inFavour,
      int against,
      @Nullable BigDecimal confidence,
      String standing) {}
}
