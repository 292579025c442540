package io.maestro.strategy;

import io.maestro.run.Names;

/**
 * The identity of one version of a strategy.
 *
 * @param kind the name of its kind
 * @param name its name within the kind
 * @param version 1 for the first, one more with each development of that name
 */
public record StrategyRef(String kind, String name, int version) {
  /** Checks the names. */
  public StrategyRef {
    Names.check(kind, "a kind's name");
    Names.check(name, "a strategy's name");
    if (version < 1) {
      throw new IllegalArgumentException("a strategy's version is 1 or more: " + version);
    }
  }

  /** Returns the reference in one word, such as {@code lemonade:summer@1}. */
  @Override
  public String toString() {
    return kind + ":" + name + "@" + version;
  }
}
