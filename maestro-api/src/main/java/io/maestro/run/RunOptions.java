package io.maestro.run;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a run is started: its name, deadline and tags. Immutable; each method returns a changed copy.
 */
public final class RunOptions {
  /** The largest number of tags of a run. */
  public static final int MAX_TAGS = 32;

  private static final RunOptions DEFAULTS =
      new RunOptions(Optional.empty(), Optional.empty(), Map.of());

  private final Optional<RunId> id;
  private final Optional<Duration> deadline;
  private final Map<String, String> tags;

  private RunOptions(Optional<RunId> id, Optional<Duration> deadline, Map<String, String> tags) {
    this.id = id;
    this.deadline = deadline;
    this.tags = Collections.unmodifiableMap(new TreeMap<>(tags));
  }

  /** Returns the options of a run with a made-up name, no deadline and no tags. */
  public static RunOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Returns the options of a run with a name.
   *
   * <p>The name is the run's id and its idempotency key: starting the same workflow under the same
   * name with an equal input returns the run that is there, with another input is refused.
   *
   * @param name 1 to 200 characters of {@code [A-Za-z0-9._:/-]}
   */
  public static RunOptions named(String name) {
    return DEFAULTS.withId(RunId.of(name));
  }

  private RunOptions withId(RunId named) {
    return new RunOptions(Optional.of(named), deadline, tags);
  }

  /**
   * Returns these options with a deadline: the run fails if it has not ended so long after its
   * start.
   *
   * @param afterStart more than zero
   */
  public RunOptions deadline(Duration afterStart) {
    if (afterStart.isZero() || afterStart.isNegative()) {
      throw new IllegalArgumentException("a deadline must be more than zero: " + afterStart);
    }
    return new RunOptions(id, Optional.of(afterStart), tags);
  }

  /**
   * Returns these options with a tag added or replaced, by which runs can be found.
   *
   * @param key 1 to 200 characters of {@code [A-Za-z0-9._:/-]}
   * @param value up to 200 characters
   */
  public RunOptions tag(String key, String value) {
    Names.check(key, "a tag's key");
    if (requireNonNull(value, "value").length() > Names.MAX_LENGTH) {
      throw new IllegalArgumentException(
          "the value of tag " + key + " is over " + Names.MAX_LENGTH + " characters");
    }
    Map<String, String> changed = new TreeMap<>(tags);
    changed.put(key, value);
    if (changed.size() > MAX_TAGS) {
      throw new IllegalArgumentException("a run has at most " + MAX_TAGS + " tags");
    }
    return new RunOptions(id, deadline, changed);
  }

  /** Returns the run's id, or empty if one is to be made up. */
  public Optional<RunId> id() {
    return id;
  }

  /** Returns the time after its start by which the run must have ended. */
  public Optional<Duration> deadline() {
    return deadline;
  }

  /** Returns the tags, sorted by key. */
  public Map<String, String> tags() {
    return tags;
  }

  @Override
  public String toString() {
    return "RunOptions[id=" + id + ", deadline=" + deadline + ", tags=" + tags + "]";
  }
}
