package io.maestro.testkit.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Looks at the sources of all modules' tests. */
class TestHygieneTest {
  /** The brackets keep this file from finding itself. */
  private static final Pattern FORBIDDEN =
      Pattern.compile("@Disable[d]|\\bThread\\.slee[p]|TimeUnit\\.\\w+\\.slee[p]");

  @Test
  void noTestSleepsOrIsSwitchedOff() throws IOException {
    List<String> found = new ArrayList<>();
    var sources = Published.sources(Published.root(), "test");
    for (var source : sources) {
      var lines = Files.readAllLines(source);
      for (int i = 0; i < lines.size(); i++) {
        if (FORBIDDEN.matcher(lines.get(i)).find()) {
          found.add(source + ":" + (i + 1) + ": " + lines.get(i).strip());
        }
      }
    }

    assertFalse(sources.isEmpty());
    assertEquals(List.of(), found);
  }
}
