package io.maestro.config;

import static java.util.Objects.requireNonNull;

/**
 * One mistake in a configuration.
 *
 * @param setting the setting, or the environment variable, that is wrong
 * @param value what it was set to, in words
 * @param rule what is expected
 */
public record ConfigProblem(String setting, String value, String rule) {
  /** Checks the parts. */
  public ConfigProblem {
    requireNonNull(setting, "setting");
    requireNonNull(value, "value");
    requireNonNull(rule, "rule");
  }

  /** Returns the mistake in one line. */
  @Override
  public String toString() {
    return setting + " " + rule + ": " + value;
  }
}
