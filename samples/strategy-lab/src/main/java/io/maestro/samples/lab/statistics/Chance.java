package io.maestro.samples.lab.statistics;

/**
 * Random numbers that are the same on every Java for ever: SplitMix64.
 *
 * <p>G. L. Steele, D. Lea and C. H. Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA
 * 2014. Not thread-safe.
 */
public final class Chance {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  /** Starts the sequence that belongs to a seed. */
  public Chance(long seed) {
    state = seed;
  }

  /** The next 64 bits. */
  public long next() {
    state += GOLDEN_GAMMA;
    long bits = state;
    bits = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
    bits = (bits ^ bits >>> 27) * 0x94D049BB133111EBL;
    return bits ^ bits >>> 31;
  }

  /** A number from 0 up to, but without, 1. */
  public double uniform() {
    return (next() >>> 11) * 0x1.0p-53;
  }

  /** A whole number from 0 up to, but without, {@code bound}. */
  public int below(int bound) {
    return (int) (uniform() * bound);
  }

  /** A normal number, by the method of Box and Muller. */
  public double normal() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
    return radius * StrictMath.cos(2 * StrictMath.PI * uniform());
  }
}
