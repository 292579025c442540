package io.maestro.samples.lab.policy;

import io.maestro.samples.lab.data.Close;
import io.maestro.samples.lab.data.Prices;
import io.maestro.samples.lab.fact.Regime;
import io.maestro.samples.lab.fact.Regimes;
import io.maestro.samples.lab.rule.Fold;
import io.maestro.samples.lab.rule.Performance;
import io.maestro.samples.lab.rule.Rule;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;

/**
 * The prices as they were known at any moment of the past: whoever asks at a moment gets nothing
 * that was fixed after it.
 */
public final class Market {
  /** How many days a rule is fitted on, those that warm it up included. */
  private static final int TRAILING = Rule.WARM_UP + Fold.TRAIN_YEARS * Performance.YEAR;

  private final Prices prices;
  private final List<Regime> regimes;

  /** A market with a whole history, of which it tells only what is past. */
  public Market(Prices prices) {
    this.prices = prices;
    this.regimes = Regimes.raw(prices); // each told from nothing later than its day
  }

  /** The days after whose close a day is traded by a rule that was fitted before. */
  public List<LocalDate> decidingDates() {
    return prices.dates().subList(TRAILING - 1, prices.size() - 1);
  }

  /** The moment at which the first rule can be fitted. */
  public Instant opening() {
    return Close.of(prices.date(TRAILING - 1));
  }

  /** How many days' values are known at a moment. */
  public int known(Instant now) {
    int found = Collections.binarySearch(prices.dates(), Close.latest(now));
    return found < 0 ? -found - 1 : found + 1;
  }

  /** The latest four years known at a moment, and the days in front that warm a rule up. */
  public Prices trailing(Instant now) {
    int known = known(now);
    return prices.slice(Math.max(0, known - TRAILING), known);
  }

  /** The regime as it looked at the last close before a moment. */
  public Regime regime(Instant now) {
    int known = known(now);
    return known == 0 ? Regime.UNKNOWN : regimes.get(known - 1);
  }
}
