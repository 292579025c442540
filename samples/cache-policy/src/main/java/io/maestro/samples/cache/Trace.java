package io.maestro.samples.cache;

import java.util.List;

/**
 * The requests of some days in a row: what the research finds. The last day is for judging what was
 * tuned on the others.
 *
 * @param days two or more
 */
record Trace(List<Day> days) {
  Trace {
    days = List.copyOf(days);
  }

  Day lastDay() {
    return days.get(days.size() - 1);
  }

  /** Returns how a policy would have served all days but the last, the first to warm up. */
  Served tuning(Policy policy) {
    return replay(policy, days.subList(1, days.size() - 1));
  }

  /** Returns how a policy would have served the last day. */
  Served unseen(Policy policy) {
    return replay(policy, List.of(lastDay()));
  }

  private Served replay(Policy policy, List<Day> counted) {
    Cache cache = new Cache(policy);
    Served served = Served.nothing();
    for (Day day : days) {
      int hits = cache.askAll(day.items());
      served = counted.contains(day) ? served.and(day.items().size(), hits, "") : served;
    }
    return served;
  }
}
