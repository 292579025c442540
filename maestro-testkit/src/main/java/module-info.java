/** For the unit tests of hosts and of those who implement Maestro's interfaces. */
@org.jspecify.annotations.NullMarked
module io.maestro.testkit {
  requires transitive io.maestro.api;
  requires transitive io.maestro.core;
  requires static transitive org.jspecify;
  requires transitive org.junit.jupiter.api;

  exports io.maestro.testkit;
  exports io.maestro.testkit.expect;
  exports io.maestro.testkit.tck;
  exports io.maestro.testkit.time;

  opens io.maestro.testkit.tck to
      org.junit.platform.commons; // it runs what implementers inherit
}
