package io.maestro.strategy;

import static java.util.Objects.requireNonNull;

import io.maestro.run.RunId;
import java.util.List;
import java.util.OptionalInt;

/**
 * Where a version comes from.
 *
 * @param run the run that developed it
 * @param parent the version it follows, if one was there
 * @param reason why it was made
 * @param sources where the data came from
 * @param trials how many trials led to it
 */
public record Lineage(
    RunId run, OptionalInt parent, String reason, List<Research.Source> sources, int trials) {
  /** Copies the sources. */
  public Lineage {
    requireNonNull(run, "run");
    requireNonNull(parent, "parent");
    requireNonNull(reason, "reason");
    sources = List.copyOf(sources);
  }
}
