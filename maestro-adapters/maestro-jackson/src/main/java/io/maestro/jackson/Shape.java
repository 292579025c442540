package io.maestro.jackson;

/** How the values of one type are written and read. Immutable. */
interface Shape {
  /** Writes a value. */
  void write(Object value, Writing to);

  /** Reads a value, from its first token; ends at its last. */
  Object read(Reading from);
}
