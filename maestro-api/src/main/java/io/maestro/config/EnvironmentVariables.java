package io.maestro.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Reads variables and notes what can't be read; an absent or blank variable says nothing. */
final class EnvironmentVariables {
  private final Map<String, String> variables;
  private final List<ConfigProblem> problems;

  EnvironmentVariables(Map<String, String> variables, List<ConfigProblem> problems) {
    this.variables = Map.copyOf(variables);
    this.problems = problems;
  }

  OptionalInt integer(String name) {
    Optional<String> text = text(name);
    try {
      return text.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text.get()));
    } catch (NumberFormatException unreadable) {
      note(name, text.get(), "must be a whole number");
      return OptionalInt.empty();
    }
  }

  OptionalDouble number(String name) {
    Optional<String> text = text(name);
    try {
      double number = text.isEmpty() ? 0 : Double.parseDouble(text.get());
      if (text.isPresent() && !Double.isFinite(number)) {
        throw new NumberFormatException("not finite");
      }
      return text.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(number);
    } catch (NumberFormatException unreadable) {
      note(name, text.orElse(""), "must be a finite number");
      return OptionalDouble.empty();
    }
  }

  Optional<Duration> duration(String name) {
    Optional<String> text = text(name);
    try {
      return text.map(EnvironmentVariables::parseDuration);
    } catch (DateTimeException | ArithmeticException unreadable) {
      note(name, text.orElse(""), "must be seconds, such as 3600, or ISO-8601, such as PT1H");
      return Optional.empty();
    }
  }

  private static Duration parseDuration(String text) {
    return text.matches("\\d{1,18}")
        ? Duration.ofSeconds(Long.parseLong(text))
        : Duration.parse(text);
  }

  private Optional<String> text(String name) {
    return Optional.ofNullable(variables.get(name)).map(String::strip).filter(s -> !s.isEmpty());
  }

  private void note(String name, String value, String rule) {
    problems.add(new ConfigProblem(name, "'" + value + "'", rule));
  }
}
