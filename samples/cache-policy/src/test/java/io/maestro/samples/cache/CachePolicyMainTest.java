package io.maestro.samples.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class CachePolicyMainTest {
  private static final Pattern SHOWN = Pattern.compile("(?ms)^```text\\R(.*?)^```$");

  @Test
  void main_printsWhatTheReadmeShows() throws IOException {
    Matcher readme = SHOWN.matcher(Files.readString(Path.of("README.md")));
    assertTrue(readme.find());

    List<String> printed = printedByMain();

    assertEquals(readme.group(1).lines().toList(), printed);
    assertTrue(printed.size() <= 30);
    assertTrue(printed.stream().allMatch(line -> line.length() <= 120));
  }

  private static List<String> printedByMain() {
    PrintStream console = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      CachePolicyMain.main(new String[0]);
    } finally {
      System.setOut(console);
    }
    return printed.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
