package io.maestro.strategy;

import static java.util.Objects.requireNonNull;

import io.maestro.run.RunId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Where a version comes from.
 *
 * @param run the run that developed it
 * @param parent the version it follows, if one was there
 * @param reason why it was made
 * @param origin what was asked for, and under what circumstances
 * @param sources where the data came from
 * @param trials how many trials led to it
 */
public record Lineage(
    RunId run,
    OptionalInt parent,
    String reason,
    Origin origin,
    List<Research.Source> sources,
    int trials) {
  /**
   * What a version was developed from: enough to develop it again.
   *
   * @param topic the subject of the research
   * @param parameters the parameters of the research, sorted by name
   * @param context the analysis's name for the circumstances, may be empty
   */
  public record Origin(String topic, Map<String, String> parameters, String context) {
    /** Copies the parameters. */
    public Origin {
      requireNonNull(topic, "topic");
      requireNonNull(context, "context");
      parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }
  }

  /** Copies the sources. */
  public Lineage {
    requireNonNull(run, "run");
    requireNonNull(parent, "parent");
    requireNonNull(reason, "reason");
    requireNonNull(origin, "origin");
    sources = List.copyOf(sources);
  }
}
