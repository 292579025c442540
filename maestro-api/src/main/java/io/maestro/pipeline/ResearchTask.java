package io.maestro.pipeline;

import static java.util.Objects.requireNonNull;

import io.maestro.metric.Metrics;
import io.maestro.run.Names;
import io.maestro.strategy.Lineage;
import io.maestro.strategy.StrategyRef;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is to be researched: the input of a development.
 *
 * @param topic the subject, 1 to 1,000 characters
 * @param parameters anything else that decides the result, sorted by name; part of the input, so a
 *     named run is refused if it is started again with others
 * @param revision the version that is to be followed, and why; empty for a development of its own
 */
public record ResearchTask(
    String topic, Map<String, String> parameters, Optional<Revision> revision) {
  /**
   * The reason to develop a strategy again.
   *
   * @param of the version to follow
   * @param because why, for the new version's lineage
   * @param observed how the version to follow did when it was last looked at; none if unknown
   */
  public record Revision(StrategyRef of, String because, Metrics observed) {
    /** Checks the parts. */
    public Revision {
      requireNonNull(of, "of");
      requireNonNull(because, "because");
      requireNonNull(observed, "observed");
    }
  }

  /** Checks the topic and copies the parameters. */
  public ResearchTask {
    if (topic.isBlank() || topic.length() > 1_000) {
      throw new IllegalArgumentException(
          "a topic has 1 to 1,000 characters, not all blank: " + topic.length());
    }
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    requireNonNull(revision, "revision");
  }

  /** Returns the task to research a topic. */
  public static ResearchTask on(String topic) {
    return new ResearchTask(topic, Map.of(), Optional.empty());
  }

  /** Returns the task that a version was developed from. */
  public static ResearchTask of(Lineage.Origin origin) {
    return new ResearchTask(origin.topic(), origin.parameters(), Optional.empty());
  }

  /** Returns this task with a parameter added or replaced. */
  public ResearchTask with(String name, String value) {
    Map<String, String> changed = new TreeMap<>(parameters);
    changed.put(Names.check(name, "a parameter's name"), requireNonNull(value, "value"));
    return new ResearchTask(topic, changed, revision);
  }

  /**
   * Returns this task as one that follows a version of which nothing was observed.
   *
   * @param because why, for the new version's lineage
   */
  public ResearchTask following(StrategyRef version, String because) {
    return following(version, because, Metrics.none());
  }

  /**
   * Returns this task as one that follows a version.
   *
   * @param because why, for the new version's lineage
   * @param observed how that version did when it was last looked at
   */
  public ResearchTask following(StrategyRef version, String because, Metrics observed) {
    return new ResearchTask(
        topic, parameters, Optional.of(new Revision(version, because, observed)));
  }
}
