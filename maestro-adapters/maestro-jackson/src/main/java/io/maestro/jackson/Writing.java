package io.maestro.jackson;

import java.io.StringWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/**
 * The writing of one value; used by one thread.
 *
 * @param out where it goes
 * @param path where in the value it is
 * @param json makes further generators
 */
record Writing(JsonGenerator out, Path path, Json json) {
  /** Writes a part of the value. */
  void part(String name, Link link, @Nullable Object value) {
    path.enter(name);
    link.write(value, this);
    path.leave();
  }

  /** Returns a part of the value as JSON text, to be ordered by it. */
  String text(String name, Link link, @Nullable Object value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator part = json.factory().createGenerator(ObjectWriteContext.empty(), text)) {
      new Writing(part, path, json).part(name, link, value);
    }
    return text.toString();
  }

  /** Writes a string, also one that is not well-formed: a half of a surrogate pair is escaped. */
  void string(String value) {
    if (isWellFormed(value)) {
      out.writeString(value);
    } else {
      out.writeRawValue(escaped(value));
    }
  }

  private static boolean isWellFormed(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean isPair =
            Character.isHighSurrogate(c)
                && i + 1 < value.length()
                && Character.isLowSurrogate(value.charAt(i + 1));
        if (!isPair) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  private static String escaped(String value) {
    StringBuilder text = new StringBuilder("\"");
    value.chars().forEach(c -> text.append(String.format(Locale.ROOT, "\\u%04X", c)));
    return text.append('"').toString();
  }
}
