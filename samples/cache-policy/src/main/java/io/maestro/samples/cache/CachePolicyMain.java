package io.maestro.samples.cache;

import io.maestro.core.Maestro;
import java.time.Duration;
import java.util.List;

/** Runs a cache through 54 generated days, and says what it was good for to keep its policy. */
public final class CachePolicyMain {
  private static final Duration BEFORE = Duration.ofDays(6);
  private static final long SEED = 1;

  private CachePolicyMain() {}

  /** Prints what happened. */
  public static void main(String[] args) {
    // Else the validator's log goes to java.util.logging, which prints its version at every start.
    System.setProperty("org.jboss.logging.provider", "slf4j");
    System.out.printf("All requests are GENERATED (seed %d), and LIVE is a simulation.%n%n", SEED);
    new Story(days(SEED)).lines().forEach(System.out::println);
  }

  static List<DayReport> days(long seed) {
    var kind = new CacheKind(new Service(new Traffic(seed))).kind();
    try (var time = new SimulatedDays(Traffic.FIRST_DAY.plus(BEFORE));
        var maestro = Maestro.builder().register(kind).time(time).start()) {
      return new Operation(maestro, kind, time).until(Traffic.DAYS);
    }
  }
}
