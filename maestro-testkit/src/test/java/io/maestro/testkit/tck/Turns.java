package io.maestro.testkit.tck;

/** Gives other threads a turn, so that what goes wrong between two looks does so soon. */
public final class Turns {
  private Turns() {}

  @SuppressWarnings("ThreadPriorityCheck") // nothing relies on it: it makes a fault show sooner
  public static void give() {
    Thread.yield();
  }
}
