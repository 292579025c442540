package io.maestro.samples.lab.report;

import io.maestro.samples.lab.data.PriceFile;
import io.maestro.samples.lab.data.Prices;
import org.jspecify.annotations.Nullable;

/**
 * All there is to tell of one run of the lab.
 *
 * @param reason why it ended so, in a sentence
 * @param candidate the rule that was checked; null if it did not come to that
 * @param eventLogSha256 the digest of the decisions, see {@link EventLog}
 */
public record Story(
    PriceFile file,
    long seed,
    Outcome outcome,
    String reason,
    @Nullable Candidate candidate,
    String eventLogSha256) {
  /** The prices it was about. */
  public Prices prices() {
    return file.prices();
  }
}
