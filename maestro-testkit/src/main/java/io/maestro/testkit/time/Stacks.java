package io.maestro.testkit.time;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Stacks of threads, in words. */
final class Stacks {
  private static final int DEEPEST = 12;

  private Stacks() {}

  static String of(Thread thread) {
    return Arrays.stream(thread.getStackTrace())
        .filter(frame -> !frame.getClassName().startsWith("java."))
        .limit(DEEPEST)
        .map(StackTraceElement::toString)
        .collect(Collectors.joining("\n    at ", thread.getName() + ":\n    at ", ""));
  }
}
