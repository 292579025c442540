package io.maestro.samples.quickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README's example is this sample's source, and does what it says. */
final class ReadmeTest {
  private static final Path SOURCE =
      Path.of("src/main/java/io/maestro/samples/quickstart/Quickstart.java");
  private static final Pattern JAVA = Pattern.compile("(?ms)^```java\\R(.*?)^```$");
  private static final Pattern LAST_IMPORT = Pattern.compile("(?ms).*^import [^\n]*;\\R\\R");

  @Test
  void readme_itsOnlyJavaBlock_isTheSourceWithoutImports() throws IOException {
    List<String> blocks =
        JAVA.matcher(Files.readString(Path.of("../../README.md")))
            .results()
            .map((MatchResult block) -> block.group(1))
            .toList();

    assertEquals(List.of(shown(Files.readString(SOURCE))), blocks);
  }

  @Test
  void source_withImportsAndMain_isUnder60Lines() throws IOException {
    assertTrue(Files.readAllLines(SOURCE).size() < 60);
  }

  @Test
  void main_runTwice_printsTheSameAnswer() {
    assertEquals(
        "Completed[strategy=lemonade:summer@1, mode=LIVE, value=Day[cents=200, cups=55],"
            + " achieved=Metrics[values={}]]",
        printedByMain());
    assertEquals(printedByMain(), printedByMain());
  }

  private static String shown(String source) {
    return LAST_IMPORT.matcher(source).replaceFirst("");
  }

  private static String printedByMain() {
    PrintStream console = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      Quickstart.main(new String[0]);
    } finally {
      System.setOut(console);
    }
    return printed.toString(StandardCharsets.UTF_8).strip();
  }
}
