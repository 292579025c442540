package io.maestro.samples.lab.report;

import io.maestro.samples.lab.data.Sha256;
import io.maestro.samples.lab.policy.Replay;
import io.maestro.samples.lab.policy.Turn;
import io.maestro.samples.lab.rule.FoldFit;
import io.maestro.samples.lab.statistics.Bootstrap;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The decisions of a development under the paths of its steps, in their order. Neither times nor
 * attempts nor what had to be recovered enter it, so that the same input leaves the same digest.
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
      note("optimization/fold[" + number++ + "]", fit.rule().label() + " " + score);
    }
    Bootstrap drawn = candidate.evidence().bootstrap();
    for (Answer answer : candidate.answers()) {
      String observed = Figure.decimal(answer.observed(), PLACES);
      String drawing = answer.id().equals("bootstrap") ? interval(drawn) : "";
      note("validation/" + answer.id(), answer.verdict() + " " + observed + drawing);
    }
    String version = "version " + candidate.version() + " " + candidate.rule().label();
    return note("register", version + " " + outcome.word());
  }

  /** Notes how the rehearsal ended, each turn of each policy, and what came of knowing it all. */
  public EventLog noteAll(Sequel sequel) {
    Rehearsal rehearsal = sequel.rehearsal();
    note(
        "rehearsal",
        "%s after %d days, %s"
            .formatted(rehearsal.outcome(), rehearsal.days(), rehearsal.reason()));
    for (Replay replay : sequel.replays()) {
      String policy = "policy/" + replay.policy().id() + "/turn[";
      int number = 1;
      for (Turn turn : replay.turns()) {
        note(policy + number++ + "]", turn.on() + " " + turn.kind() + " " + turn.rule().label());
      }
    }
    SecondRun second = sequel.second();
    return second == null ? this : second(second);
  }

  private EventLog second(SecondRun second) {
    return note("second", second.draft().label() + " " + second.warmStarts())
        .note("second/register", second.candidate().rule().label() + " " + second.outcome().word());
  }

  /** What was noted, by path. */
  public SortedMap<String, String> decisions() {
    return Collections.unmodifiableSortedMap(decisions);
  }

  private static String interval(Bootstrap drawn) {
    return " of "
        + Figure.decimal(drawn.low(), PLACES)
        + " to "
        + Figure.decimal(drawn.high(), PLACES);
  }

  /** The digest of all that was noted. */
  public String sha256() {
    StringBuilder lines = new StringBuilder();
    decisions.forEach((path, what) -> lines.append(path).append(' ').append(what).append('\n'));
    return Sha256.of(lines.toString());
  }
}
