package io.maestro.jackson;

import io.maestro.codec.CodecException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Where in a value the codec is; used by one thread. */
final class Path {
  private static final int SHOWN = 12;

  private final Deque<String> names = new ArrayDeque<>();
  private final int deepest;

  Path(int deepest) {
    this.deepest = deepest;
  }

  void enter(String name) {
    if (names.size() >= deepest) {
      throw new CodecException("it is nested deeper than " + deepest + " levels", null);
    }
    names.addLast(name);
  }

  void leave() {
    names.removeLast();
  }

  /** Returns the place, such as {@code lines[3].size}; the outermost part if it is deep. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    names.stream()
        .limit(SHOWN)
        .forEach(
            name -> text.append(name.startsWith("[") || text.isEmpty() ? "" : ".").append(name));
    return names.size() > SHOWN ? text + "..." : text.toString();
  }
}
