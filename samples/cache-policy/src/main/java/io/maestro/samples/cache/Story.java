package io.maestro.samples.cache;

import io.maestro.optimization.Finding;
import io.maestro.optimization.Finding.State;
import io.maestro.optimization.OptimizationDecision;
import io.maestro.optimization.Suppression;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;

/** Tells what became of some days, one line for days on which the same happened. */
record Story(List<DayReport> days) {
  private static final String ROW = "%-6s %-5s %6s %10s   %s";

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(ROW.formatted("day", "used", "hits", "untouched", "decided in the night after"));
    List<DayReport> alike = new ArrayList<>();
    for (DayReport day : days) {
      if (!alike.isEmpty() && !key(day).equals(key(alike.get(0)))) {
        lines.add(row(alike));
        alike.clear();
      }
      alike.add(day);
    }
    lines.add(row(alike));
    lines.add("");
    lines.add("kept up to date      " + percent(days, DayReport::hits) + " of all requests");
    lines.add("never re-optimized   " + percent(days, DayReport::hitsUntouched));
    return lines;
  }

  private static String key(DayReport day) {
    boolean isSign = !found(day.decision(), State.BREACHED).isEmpty();
    return day.used().ref() + " " + day.decision().choice() + guards(day) + isSign;
  }

  private static List<Suppression.Guard> guards(DayReport day) {
    return day.decision().suppressedBy().stream().map(Suppression::guard).toList();
  }

  private static String row(List<DayReport> alike) {
    DayReport last = alike.get(alike.size() - 1);
    String from = alike.size() == 1 ? "" : alike.get(0).day() + "-";
    return ROW.formatted(
            from + last.day(),
            "v" + last.used().ref().version(),
            percent(alike, DayReport::hits),
            percent(alike, DayReport::hitsUntouched),
            decided(last))
        .stripTrailing();
  }

  private static String percent(List<DayReport> of, ToIntFunction<DayReport> hits) {
    double requests = (double) Traffic.PER_DAY * of.size();
    return String.format(Locale.ROOT, "%.1f %%", 100 * of.stream().mapToInt(hits).sum() / requests);
  }

  private static String decided(DayReport day) {
    OptimizationDecision decision = day.decision();
    String halted = day.live().reason();
    return (halted.isEmpty() ? "" : halted + "; ") + decided(day, decision);
  }

  private static String decided(DayReport day, OptimizationDecision decision) {
    return switch (decision.choice()) {
      case HOLD -> with("HOLD", found(decision, State.BREACHED));
      case SUPPRESSED -> "SUPPRESSED by " + decision.suppressedBy().get(0);
      case OPTIMIZE -> with("OPTIMIZE", found(decision, State.FIRED)) + became(day);
    };
  }

  private static String with(String choice, String why) {
    return why.isEmpty() ? choice : choice + ": " + why;
  }

  private static String found(OptimizationDecision decision, State state) {
    return decision.findings().stream()
        .filter(finding -> finding.state() == state)
        .map(Finding::detail)
        .findFirst()
        .orElse("");
  }

  private static String became(DayReport day) {
    return " -> v%d: %s, best of %d"
        .formatted(
            day.next().ref().version(), day.next().spec().label(), day.next().lineage().trials());
  }
}
