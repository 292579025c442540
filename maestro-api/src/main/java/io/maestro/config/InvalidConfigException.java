package io.maestro.config;

import io.maestro.error.MaestroException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Thrown when a maestro is not started because of mistakes in what it was given; it names them all.
 */
public final class InvalidConfigException extends MaestroException {
  private static final long serialVersionUID = 1L;

  /** The mistakes. */
  private final transient List<ConfigProblem> problems;

  /**
   * Creates the exception.
   *
   * @param problems the mistakes, at least one
   */
  public InvalidConfigException(List<ConfigProblem> problems) {
    super(
        problems.stream()
            .map(problem -> "\n  - " + problem)
            .collect(Collectors.joining("", problems.size() + " mistake(s):", "")),
        null);
    this.problems = List.copyOf(problems);
  }

  /** Returns the mistakes. */
  public List<ConfigProblem> problems() {
    return problems;
  }
}
