package io.maestro.testkit.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Looks at the sources of all modules' tests. */
class TestHygieneTest {
  /** The brackets keep this line from finding itself. */
  private static final Pattern FORBIDDEN =
      Pattern.compile("@Disable[d]|\\b(Thread|TimeUnit\\.\\w+)(\\.|::)slee[p]\\b(?!\")");

  @Test
  void noTestSleepsOrIsSwitchedOff() {
    var sources = Published.testSources();

    assertFalse(sources.isEmpty());
    assertEquals(List.of(), Published.linesWith(FORBIDDEN, sources));
  }
}
