package io.maestro.jackson;

/** A shape whose values can be the names of an object's properties. */
interface KeyShape extends Shape {
  /** Returns a value as text. */
  String text(Object value);

  /** Returns the value of a text. */
  Object parse(String text);
}
