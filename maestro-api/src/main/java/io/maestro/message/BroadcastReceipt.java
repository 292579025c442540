package io.maestro.message;

/**
 * How far a broadcast got, at the moment of sending.
 *
 * @param accepted how many subscribers' queues took it
 * @param refused how many refused it, or dropped it at once, because they were full
 */
public record BroadcastReceipt(int accepted, int refused) {
  /** Returns how many subscribers there were. */
  public int subscribers() {
    return accepted + refused;
  }
}
