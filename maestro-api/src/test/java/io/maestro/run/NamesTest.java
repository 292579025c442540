package io.maestro.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class NamesTest {
  private static final Pattern RULE = Pattern.compile("[A-Za-z0-9._:/-]");

  @Test
  void check_eachOfAThousandCharacters_isAllowedAsTheRuleSays() {
    for (char c = 0; c < 1_000; c++) {
      String name = String.valueOf(c);
      assertEquals(RULE.matcher(name).matches(), isAllowed(name), () -> "character " + name);
    }
  }

  @Test
  void check_length_isOneToTwoHundred() {
    assertFalse(isAllowed(""));
    assertTrue(isAllowed("x".repeat(200)));
    assertFalse(isAllowed("x".repeat(201)));
  }

  @Test
  void check_refused_saysWhatAndShortensIt() {
    var refusal =
        assertThrows(
            IllegalArgumentException.class, () -> Names.check("a b" + "x".repeat(999), "a thing"));

    String message = String.valueOf(refusal.getMessage());
    assertTrue(message.startsWith("a thing must be 1 to 200 characters"), message);
    assertTrue(message.length() < 300, message);
  }

  @Test
  void check_dangerousNames_areRefused() {
    for (String bad : List.of("a b", "a\n", "\u0000", "naïve", "$control", "a[1]", "a\\b")) {
      assertFalse(isAllowed(bad), bad);
    }
  }

  private static boolean isAllowed(String name) {
    try {
      return Names.check(name, "a name").equals(name);
    } catch (IllegalArgumentException refused) {
      return false;
    }
  }
}
