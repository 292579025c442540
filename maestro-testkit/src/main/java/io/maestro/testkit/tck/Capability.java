package io.maestro.testkit.tck;

/** What a store may be able to do, or not; the rules for what it can't are reported as skipped. */
public enum Capability {
  /**
   * Its contents outlive it: opening the factory again, after a close or after {@link
   * StoreUnderTest#crash}, finds them.
   */
  DURABLE,
  /** Several stores may be open over the same contents at once, one for each node. */
  NODES,
  /** Steps can write through its own transactions; see {@link StoreUnderTest#transactions()}. */
  TRANSACTIONS
}
