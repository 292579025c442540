package io.maestro.samples.cache;

/**
 * Random numbers that are the same on every Java for ever: SplitMix64, of G. L. Steele, D. Lea and
 * C. H. Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014. Not thread-safe.
 */
final class Chance {
  private long state;

  Chance(long seed) {
    state = seed;
  }

  /** A number from 0 up to, but without, 1. */
  double uniform() {
    state += 0x9E3779B97F4A7C15L;
    long bits = state;
    bits = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
    bits = (bits ^ bits >>> 27) * 0x94D049BB133111EBL;
    return ((bits ^ bits >>> 31) >>> 11) * 0x1.0p-53;
  }
}
