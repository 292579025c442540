package io.maestro.samples.lab.report;

import io.maestro.samples.lab.data.PriceFile;
import io.maestro.samples.lab.data.Prices;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All there is to tell of one run of the lab.
 *
 * @param reason why it ended so, in a sentence
 * @param candidate the rule that was checked; null if it did not come to that
 * @param sequel what came after that; null if nothing did
 * @param eventLogSha256 the digest of the decisions, see {@link EventLog}
 */
public record Story(
    PriceFile file,
    long seed,
    Outcome outcome,
    String reason,
    @Nullable Candidate candidate,
    @Nullable Sequel sequel,
    String eventLogSha256) {
  /** The prices it was about. */
  public Prices prices() {
    return file.prices();
  }

  /** This story with what came after. */
  public Story followedBy(Sequel next) {
    Candidate developed = Objects.requireNonNull(candidate, "nothing follows where no rule was");
    String digest = new EventLog().noteAll(developed, outcome).noteAll(next).sha256();
    return new Story(file, seed, outcome, reason, developed, next, digest);
  }
}
