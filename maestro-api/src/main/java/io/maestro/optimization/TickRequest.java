package io.maestro.optimization;

import io.maestro.run.Names;

/**
 * The input of a tick's run.
 *
 * @param kind the name of the strategy's kind
 * @param strategy the strategy's name
 * @param number the tick's number, 1 or more
 */
public record TickRequest(String kind, String strategy, long number) {
  /** Checks the parts. */
  public TickRequest {
    Names.check(kind, "a kind's name");
    Names.check(strategy, "a strategy's name");
    if (number < 1) {
      throw new IllegalArgumentException("a tick's number is 1 or more: " + number);
    }
  }
}
