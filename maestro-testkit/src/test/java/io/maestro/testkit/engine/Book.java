package io.maestro.testkit.engine;

/** What a {@link BookStore} lets a transaction write through. */
interface Book {
  void write(String line);
}
