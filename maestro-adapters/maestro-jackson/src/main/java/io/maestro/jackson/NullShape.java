package io.maestro.jackson;

/** A shape for which null in the bytes stands for a value: an empty optional. */
interface NullShape extends Shape {
  /** Returns the value that null stands for. */
  Object absent();
}
