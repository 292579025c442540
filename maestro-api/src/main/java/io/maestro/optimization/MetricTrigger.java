package io.maestro.optimization;

import static java.util.Objects.requireNonNull;

import io.maestro.metric.MetricValue;
import io.maestro.metric.Metrics;
import io.maestro.metric.Threshold;
import io.maestro.optimization.Finding.State;
import io.maestro.optimization.TriggerMemory.Breach;
import io.maestro.optimization.TriggerMemory.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The trigger that fires when a metric leaves a band; made by {@link Trigger#unless}.
 *
 * <p>A breach begins when the enter threshold was broken at so many of the last observations, and
 * is over when the exit threshold is kept once. Observations that are missing or rest on too few
 * samples neither count nor end a breach, and never fire; a breach goes on while nothing is
 * reported.
 *
 * @param enter the threshold whose breach is a sign
 * @param exit the threshold that ends a breach when it is kept, no easier to keep than the first
 * @param broken at how many observations the first must be broken, 1 to {@code of}
 * @param of of how many that counted, 1 to 1,000
 */
public record MetricTrigger(Threshold enter, Threshold exit, int broken, int of)
    implements Trigger {
  private static final int LONGEST = 1_000;

  /** Checks that the thresholds form a band and the counts make sense. */
  public MetricTrigger {
    requireNonNull(enter, "enter");
    requireNonNull(exit, "exit");
    checkBand(enter, exit);
    checkCounts(broken, of);
  }

  static MetricTrigger on(Threshold enter) {
    return new MetricTrigger(enter, enter, 1, 1);
  }

  private static void checkBand(Threshold enter, Threshold exit) {
    boolean sameMetric = enter.key().equals(exit.key()) && enter.relation() == exit.relation();
    if (!sameMetric) {
      throw new IllegalArgumentException(
          "a breach of '%s' can't end by '%s': give a threshold of the same metric and direction"
              .formatted(enter, exit));
    }
    boolean easier =
        enter.relation() == Threshold.Relation.AT_LEAST
            ? exit.bound() < enter.bound()
            : exit.bound() > enter.bound();
    if (easier) {
      throw new IllegalArgumentException(
          "'%s' is easier to keep than '%s', so a breach would end while it goes on: swap them"
              .formatted(exit, enter));
    }
  }

  private static void checkCounts(int broken, int of) {
    if (of < 1 || of > LONGEST) {
      throw new IllegalArgumentException(
          "a breach is confirmed within 1 to %d observations: %d".formatted(LONGEST, of));
    }
    if (broken < 1 || broken > of) {
      throw new IllegalArgumentException(
          "a breach is confirmed by 1 to %d of %d observations: %d".formatted(of, of, broken));
    }
  }

  /**
   * Returns this trigger with the threshold that ends a breach, by default the one that begins it.
   *
   * <p>The larger of the two thresholds' {@link Threshold#minSamples} counts for both: what rests
   * on fewer samples neither begins nor ends a breach. So it is enough to ask for samples once.
   *
   * @param end of the same metric and direction, no easier to keep
   */
  public MetricTrigger until(Threshold end) {
    return new MetricTrigger(enter, end, broken, of);
  }

  /**
   * Returns this trigger, firing only when the threshold was broken at so many of the last
   * observations that counted.
   *
   * @param observations 1 to {@code last}
   * @param last 1 to 1,000
   */
  public MetricTrigger confirmed(int observations, int last) {
    return new MetricTrigger(enter, exit, observations, last);
  }

  @Override
  public Examined examine(TriggerCase given, TriggerMemory memory) {
    Metrics observed = given.observed().metrics();
    Optional<MetricValue> found = observed.find(enter.key());
    if (found.isEmpty()) {
      return onNothing(given, memory);
    }
    MetricValue value = found.get();
    if (value.samples() < needed()) {
      return onTooFew(value, memory);
    }
    return memory.breach() == Breach.ON
        ? during(value, observed, memory)
        : before(value, observed, memory);
  }

  /** Silence ends no breach: who has stopped reporting because of it would wait for ever. */
  private Examined onNothing(TriggerCase given, TriggerMemory memory) {
    String why = given.silence(enter.key().name() + " is missing");
    return memory.breach() == Breach.ON && given.isAsBefore()
        ? found(State.FIRED, "%s, the breach of %s goes on".formatted(why, enter), memory)
        : found(State.INCONCLUSIVE, why, memory);
  }

  private long needed() {
    return Math.max(enter.minSamples(), exit.minSamples());
  }

  private Examined onTooFew(MetricValue value, TriggerMemory memory) {
    Threshold kept = memory.breach() == Breach.ON ? exit : enter;
    Metrics sure = Metrics.of(enter.key(), value.value(), needed());
    boolean isSign = kept.test(sure) == Threshold.Answer.BROKEN;
    return found(
        isSign ? State.TOO_FEW_SAMPLES : State.INCONCLUSIVE,
        "%s on %d of %d samples".formatted(kept.inWords(value), value.samples(), needed()),
        memory);
  }

  private Examined during(MetricValue value, Metrics observed, TriggerMemory memory) {
    if (exit.test(observed) == Threshold.Answer.KEPT) {
      return found(State.CALM, seen(exit, value) + ", the breach is over", TriggerMemory.none());
    }
    return found(State.FIRED, seen(exit, value) + ", the breach goes on", memory);
  }

  private Examined before(MetricValue value, Metrics observed, TriggerMemory memory) {
    boolean isBroken = enter.test(observed) == Threshold.Answer.BROKEN;
    List<Mark> recent = latest(memory.recent(), isBroken ? Mark.BROKEN : Mark.KEPT);
    long count = recent.stream().filter(Mark.BROKEN::equals).count();
    if (count >= broken) {
      return found(
          State.FIRED,
          seen(enter, value) + confirmation(count),
          new TriggerMemory(Breach.ON, List.of(), "", 0));
    }
    return found(
        count == 0 ? State.CALM : State.BREACHED,
        seen(enter, value) + confirmation(count),
        new TriggerMemory(Breach.OVER, recent, "", 0));
  }

  private List<Mark> latest(List<Mark> before, Mark mark) {
    List<Mark> marks = new ArrayList<>(before);
    marks.add(mark);
    return marks.subList(Math.max(0, marks.size() - of), marks.size());
  }

  private static String seen(Threshold kept, MetricValue value) {
    return "%s on %d samples".formatted(kept.inWords(value), value.samples());
  }

  private String confirmation(long count) {
    if (of == 1) {
      return "";
    }
    String times = ", broken at %d of the last %d".formatted(count, of);
    return count < broken ? times + ", %d needed".formatted(broken) : times;
  }

  private Examined found(State state, String detail, TriggerMemory next) {
    return new Examined(new Finding(toString(), state, detail), next);
  }

  /** Returns the trigger in words. */
  @Override
  public String toString() {
    String until = exit.equals(enter) ? "" : ", until " + exit;
    String confirmed = of == 1 ? "" : ", at %d of %d".formatted(broken, of);
    String samples = needed() == 1 ? "" : ", on %d samples or more".formatted(needed());
    return "unless " + enter + until + confirmed + samples;
  }
}
