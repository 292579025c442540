package io.maestro.samples.cache;

import io.maestro.optimization.Finding.State;
import io.maestro.optimization.OptimizationDecision;
import io.maestro.optimization.OptimizationResult;
import io.maestro.optimization.Suppression;
import io.maestro.strategy.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;

/** Tells what became of some days, one line for days on which the same happened. */
record Story(List<DayReport> days) {
  private static final String ROW = "%-5s %-2s %6s %6s  %s";
  private static final int INDENT = ROW.formatted("", "", "", "", "").length();

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(ROW.formatted("day", "by", "hits", "as v1", "decided in the night after"));
    List<DayReport> alike = new ArrayList<>();
    for (DayReport day : days) {
      if (!alike.isEmpty() && !key(day).equals(key(alike.get(0)))) {
        lines.addAll(row(alike));
        alike.clear();
      }
      alike.add(day);
    }
    lines.addAll(row(alike));
    lines.add("");
    lines.add("kept up to date      " + percent(days, DayReport::hits) + " of all requests");
    lines.add("never re-optimized   " + percent(days, DayReport::hitsUntouched));
    return lines;
  }

  private static String key(DayReport day) {
    OptimizationDecision decision = day.decision();
    return day.used().ref() + " " + decision.choice() + guards(day) + isSign(decision);
  }

  private static List<Suppression.Guard> guards(DayReport day) {
    return day.decision().suppressedBy().stream().map(Suppression::guard).toList();
  }

  private static List<String> row(List<DayReport> alike) {
    DayReport last = alike.get(alike.size() - 1);
    String from = alike.size() == 1 ? "" : alike.get(0).day() + "-";
    return ROW.formatted(
            from + last.day(),
            "v" + last.used().ref().version(),
            percent(alike, DayReport::hits),
            percent(alike, DayReport::hitsUntouched),
            decided(last))
        .lines()
        .toList();
  }

  private static String percent(List<DayReport> of, ToIntFunction<DayReport> hits) {
    double requests = (double) Traffic.PER_DAY * of.size();
    return String.format(Locale.ROOT, "%.1f %%", 100 * of.stream().mapToInt(hits).sum() / requests);
  }

  private static String decided(DayReport day) {
    return (day.live().reason().isEmpty() ? "" : "halted; ") + decided(day, day.decision());
  }

  private static String decided(DayReport day, OptimizationDecision decision) {
    return switch (decision.choice()) {
      case HOLD -> isSign(decision) ? firstReason(decision) : "HOLD";
      case SUPPRESSED -> "SUPPRESSED by " + decision.suppressedBy().get(0);
      case OPTIMIZE -> firstReason(decision) + became(day);
    };
  }

  /** One reason is enough for a table. */
  private static String firstReason(OptimizationDecision decision) {
    return decision.with(OptimizationResult.nothing()).reason().split("; ", 2)[0];
  }

  private static boolean isSign(OptimizationDecision decision) {
    return decision.findings().stream().anyMatch(found -> found.state() == State.BREACHED);
  }

  private static String became(DayReport day) {
    Strategy<Policy> next = day.next();
    return "\n%s-> %s: %s, best of %d"
        .formatted(
            " ".repeat(INDENT),
            day.decision().result(),
            next.spec().label(),
            next.lineage().trials());
  }
}
