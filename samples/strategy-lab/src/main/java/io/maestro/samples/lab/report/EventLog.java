package io.maestro.samples.lab.report;

import io.maestro.samples.lab.check.Finding;
import io.maestro.samples.lab.data.Sha256;
import io.maestro.samples.lab.rule.FoldFit;
import io.maestro.samples.lab.statistics.Bootstrap;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The decisions of a development in the order of their steps' paths. Neither times nor attempts nor
 * what had to be recovered enter it, so that the same input leaves the same digest.
 */
public final class EventLog {
  private static final int PLACES = 6;

  private final SortedMap<String, String> decisions = new TreeMap<>();

  /** Notes a decision; a path is used once. */
  public EventLog note(String path, String decision) {
    if (decisions.putIfAbsent(path, decision) != null) {
      throw new IllegalArgumentException("noted twice: " + path);
    }
    return this;
  }

  /** Notes what each fold chose, what each check found, what chance drew, and the outcome. */
  public EventLog noteAll(Candidate candidate, Outcome outcome) {
    int number = 1;
    for (FoldFit fit : candidate.walkForward().fits()) {
      String score = Figure.decimal(fit.inSample().sharpe(), PLACES);
      note(
          String.format(Locale.ROOT, "optimize/fold/%03d", number++),
          fit.rule().label() + " " + score);
    }
    for (Finding finding : candidate.findings()) {
      String observed = Figure.decimal(finding.observed(), PLACES);
      note("validate/" + finding.id(), finding.verdict() + " " + observed);
    }
    Bootstrap drawn = candidate.evidence().bootstrap();
    note("validate/bootstrap/low", Figure.decimal(drawn.low(), PLACES));
    note("validate/bootstrap/high", Figure.decimal(drawn.high(), PLACES));
    return note("version/" + candidate.version(), candidate.rule().label() + " " + outcome.word());
  }

  /** The digest of all that was noted. */
  public String sha256() {
    StringBuilder lines = new StringBuilder();
    decisions.forEach((path, what) -> lines.append(path).append(' ').append(what).append('\n'));
    return Sha256.of(lines.toString());
  }
}
