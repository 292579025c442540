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
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tour's blocks are parts of this sample's source, which does what it says. */
final class TourTest {
  private static final Path SOURCE =
      Path.of("src/main/java/io/maestro/samples/quickstart/Tour.java");
  private static final Pattern JAVA = Pattern.compile("(?ms)^```java\\R(.*?)^```$");

  @Test
  void tour_eachBlock_isAPartOfTheSource() throws IOException {
    String source = Files.readString(SOURCE);
    List<String> blocks =
        JAVA.matcher(Files.readString(Path.of("../../docs/tour.md")))
            .results()
            .map(block -> block.group(1))
            .toList();

    assertEquals(8, blocks.size());
    blocks.forEach(block -> assertTrue(source.contains(indented(block)), block));
  }

  private static String indented(String block) {
    return block.indent(2).replaceAll("(?m)^ +$", "");
  }

  @Test
  void main_printsWhatTheTourSays() {
    PrintStream console = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      Tour.main(new String[0]);
    } finally {
      System.setOut(console);
    }

    String said = printed.toString(StandardCharsets.UTF_8);
    for (String part :
        List.of(
            "REHEARSAL completed",
            "LIVE completed",
            "HOLD",
            "40 lemons",
            "1 failed; then known: 0",
            "differences: 0",
            "strategies at work")) {
      assertTrue(said.contains(part), () -> part + " in " + said);
    }
  }
}
