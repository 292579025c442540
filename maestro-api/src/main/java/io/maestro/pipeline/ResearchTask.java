package io.maestro.pipeline;

import static java.util.Objects.requireNonNull;

import io.maestro.run.Names;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is to be researched: the input of a development.
 *
 * @param topic the subject, 1 to 1,000 characters
 * @param parameters anything else that decides the result, sorted by name; part of the input, so a
 *     named run is refused if it is started again with others
 */
public record ResearchTask(String topic, Map<String, String> parameters) {
  /** Checks the topic and copies the parameters. */
  public ResearchTask {
    if (topic.isBlank() || topic.length() > 1_000) {
      throw new IllegalArgumentException(
          "a topic has 1 to 1,000 characters, not all blank: " + topic.length());
    }
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
  }

  /** Returns the task to research a topic. */
  public static ResearchTask on(String topic) {
    return new ResearchTask(topic, Map.of());
  }

  /** Returns this task with a parameter added or replaced. */
  public ResearchTask with(String name, String value) {
    Map<String, String> changed = new TreeMap<>(parameters);
    changed.put(Names.check(name, "a parameter's name"), requireNonNull(value, "value"));
    return new ResearchTask(topic, changed);
  }
}
