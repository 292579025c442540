package io.maestro.samples.lab.report;

import io.maestro.samples.lab.memory.Known;
import io.maestro.samples.lab.policy.Replay;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came after a rule was developed.
 *
 * @param rehearsal its days on paper
 * @param replays how each policy of fitting anew would have fared, in the order of the policies
 * @param knowledge the most trusted rules of each regime
 * @param second the development that started from that; null if it did not come to a rule
 */
public record Sequel(
    Rehearsal rehearsal, List<Replay> replays, List<Known> knowledge, @Nullable SecondRun second) {
  /** Copies what it is given. */
  public Sequel {
    replays = List.copyOf(replays);
    knowledge = List.copyOf(knowledge);
  }
}
