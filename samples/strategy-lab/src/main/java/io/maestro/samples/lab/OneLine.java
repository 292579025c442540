package io.maestro.samples.lab;

import org.jspecify.annotations.Nullable;

/** Foreign text, made fit for a line of the console. */
final class OneLine {
  private static final int LONGEST = 2_000;

  private OneLine() {}

  static String of(@Nullable String text) {
    String line = String.valueOf(text).replaceAll("\\p{Cntrl}", "?");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
  }
}
