package io.maestro.samples.lab;

import io.maestro.samples.lab.data.Close;
import io.maestro.samples.lab.data.Prices;
import io.maestro.samples.lab.fact.Regime;
import io.maestro.samples.lab.fact.Regimes;
import io.maestro.samples.lab.policy.Policy;
import io.maestro.samples.lab.policy.Replay;
import io.maestro.samples.lab.policy.Turn;
import io.maestro.samples.lab.rule.Rule;
import io.maestro.samples.lab.rule.Score;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The loop of a policy as one would write it by hand for this purpose alone. */
public final class PlainReplay {
  private static final int TRAILING = 200 + 4 * 252;

  private final Policy policy;
  private final Prices prices;
  private final List<Regime> regimes;
  private final List<Turn> turns = new ArrayList<>();
  private final TreeMap<Instant, Rule> rules = new TreeMap<>();

  private Regime madeFor = Regime.UNKNOWN;
  private Instant made = Instant.MIN;
  private @Nullable Instant fitted;
  private @Nullable Regime seen;
  private int times;
  private long ticks;
  private int known;

  private PlainReplay(Policy policy, Prices prices) {
    this.policy = policy;
    this.prices = prices;
    this.regimes = Regimes.raw(prices);
  }

  /** Replays it. */
  public static Replay of(Policy policy, Prices prices) {
    return new PlainReplay(policy, prices).replay();
  }

  private Replay replay() {
    Instant opening = Close.of(prices.date(TRAILING - 1));
    fit(opening);
    Instant end = Close.of(prices.last());
    Duration week = Duration.ofDays(7);
    for (Instant now = opening.plus(week); !now.isAfter(end); now = now.plus(week)) {
      ticks++;
      look(now);
    }
    List<Rule> current = new ArrayList<>();
    for (int day = TRAILING - 1; day < prices.size() - 1; day++) {
      current.add(rules.floorEntry(Close.of(prices.date(day))).getValue());
    }
    return Replay.of(policy, prices, current, turns, ticks);
  }

  private void look(Instant now) {
    if (!calls(now)) {
      return;
    }
    Rule before = rules.lastEntry().getValue();
    if (coolDown().compareTo(sinceFitted(now)) > 0) {
      turns.add(new Turn(Close.latest(now), Turn.Kind.SUPPRESSED, before, ""));
      return;
    }
    fit(now);
    fitted = now;
    Rule after = rules.lastEntry().getValue();
    Turn.Kind kind = after.equals(before) ? Turn.Kind.KEPT : Turn.Kind.SWITCHED;
    turns.add(new Turn(Close.latest(now), kind, after, ""));
  }

  private boolean calls(Instant now) {
    return switch (policy) {
      case NEVER -> false;
      case YEARLY -> Duration.between(made, now).toDays() >= 365;
      case RAW_CHANGE -> regime(now) != madeFor;
      case CONFIRMED_CHANGE -> hasLasted(regime(now));
    };
  }

  private boolean hasLasted(Regime regime) {
    times = regime == madeFor ? 0 : regime == seen ? times + 1 : 1;
    seen = regime == madeFor ? null : regime;
    return times >= 2;
  }

  private Duration coolDown() {
    return policy == Policy.CONFIRMED_CHANGE ? Duration.ofDays(63) : Duration.ZERO;
  }

  private Duration sinceFitted(Instant now) {
    return fitted == null ? Duration.ofDays(100_000) : Duration.between(fitted, now);
  }

  private void fit(Instant now) {
    Prices trailing = prices.slice(known(now) - TRAILING, known(now));
    List<Score> scores =
        Rule.grid().stream()
            .map(rule -> new Score(rule, rule.measure(trailing, 1).sharpe()))
            .toList();
    rules.put(now, Score.best(scores).orElseThrow().rule());
    made = now;
    madeFor = regime(now);
  }

  private Regime regime(Instant now) {
    return regimes.get(known(now) - 1);
  }

  /** Time only goes forward. */
  private int known(Instant now) {
    while (known < prices.size() && !Close.of(prices.date(known)).isAfter(now)) {
      known++;
    }
    return known;
  }

  static Map<Policy, Replay> all(Prices prices) {
    Map<Policy, Replay> all = new TreeMap<>();
    for (Policy policy : Policy.values()) {
      all.put(policy, of(policy, prices));
    }
    return all;
  }
}
