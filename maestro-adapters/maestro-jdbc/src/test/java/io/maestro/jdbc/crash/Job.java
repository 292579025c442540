package io.maestro.jdbc.crash;

import io.maestro.testkit.fault.Point;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a child is to do, in words that fit a command line. */
record Job(Map<String, String> words) {
  Job {
    words = Map.copyOf(words);
  }

  static Job on(String store) {
    return new Job(Map.of("store", store));
  }

  static Job parse(List<String> arguments) {
    Map<String, String> words = new HashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      words.put(argument.substring(0, equals), argument.substring(equals + 1));
    }
    return new Job(words);
  }

  String[] arguments() {
    List<String> arguments = new ArrayList<>();
    words.forEach((word, value) -> arguments.add(word + "=" + value));
    return arguments.toArray(String[]::new);
  }

  private Job with(String word, Object value) {
    Map<String, String> more = new HashMap<>(words);
    more.put(word, value.toString());
    return new Job(more);
  }

  /** Starts these runs; those that are there already are joined. */
  Job runs(int from, int to) {
    return with("from", from).with("to", to);
  }

  /** How long each step takes. */
  Job stepTakes(Duration time) {
    return with("step", time.toMillis());
  }

  Job lease(Duration lease) {
    return with("lease", lease.toMillis());
  }

  /** With every verb that makes something durable, instead of steps alone. */
  Job allVerbs() {
    return with("flow", "verbs");
  }

  /** Halts at the n-th hit of a point. */
  Job haltAt(Point point, int hit) {
    return with("halt", point).with("hit", hit);
  }

  /** Stops gracefully so long after the start. */
  Job stopAfter(Duration time) {
    return with("stop", time.toMillis());
  }

  /** With this bug in the store. */
  Job bug(Bug bug) {
    return with("bug", bug);
  }

  String store() {
    return words.get("store");
  }

  int from() {
    return number("from", 0);
  }

  int to() {
    return number("to", 0);
  }

  Duration stepTakes() {
    return Duration.ofMillis(number("step", 0));
  }

  Duration lease() {
    return Duration.ofMillis(number("lease", 15_000));
  }

  boolean usesAllVerbs() {
    return words.containsKey("flow");
  }

  Optional<Point> haltAt() {
    return Optional.ofNullable(words.get("halt")).map(Point::valueOf);
  }

  int hit() {
    return number("hit", 1);
  }

  Optional<Duration> stopAfter() {
    return words.containsKey("stop")
        ? Optional.of(Duration.ofMillis(number("stop", 0)))
        : Optional.empty();
  }

  Bug bug() {
    return Bug.valueOf(words.getOrDefault("bug", "NONE"));
  }

  private int number(String word, int otherwise) {
    return Optional.ofNullable(words.get(word)).map(Integer::valueOf).orElse(otherwise);
  }
}
