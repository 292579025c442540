package io.maestro.knowledge;

import static java.util.Objects.requireNonNull;

import io.maestro.metric.Metrics;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * A lesson as it was recorded on its subject.
 *
 * @param id what tells it from other evidence on the subject
 * @param stance which way it points
 * @param detail why, in words, may be empty
 * @param effect what was measured, may be none
 * @param observedAt when it was seen
 * @param recordedAt when it was recorded, by the clock of the base
 * @param origin the step that recorded it, if one did
 */
public record Evidence(
    String id,
    Stance stance,
    String detail,
    Metrics effect,
    Instant observedAt,
    Instant recordedAt,
    Optional<Origin> origin) {
  /** The order in which evidence is kept and weighed: by when it was seen, then by id. */
  static final Comparator<Evidence> IN_TIME =
      Comparator.comparing(Evidence::observedAt).thenComparing(Evidence::id);

  /** Checks the parts. */
  public Evidence {
    requireNonNull(id, "id");
    requireNonNull(stance, "stance");
    requireNonNull(detail, "detail");
    requireNonNull(effect, "effect");
    requireNonNull(observedAt, "observedAt");
    requireNonNull(recordedAt, "recordedAt");
    requireNonNull(origin, "origin");
  }
}
