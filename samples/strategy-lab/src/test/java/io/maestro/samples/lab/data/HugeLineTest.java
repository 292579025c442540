package io.maestro.samples.lab.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A line larger than the heap, read in a Java of its own, because the heap is the point. */
final class HugeLineTest {
  private static final int CHUNK = 1_000_000;
  private static final int CHUNKS = 300;

  @TempDir private Path folder;

  /** The program of the small Java. */
  static final class Reader {
    private Reader() {}

    /** Reads the file named by the only argument. */
    public static void main(String[] args) {
      try {
        PriceCsv.read(PriceSource.file(Path.of(args[0])), ColumnChoice.byDefault());
      } catch (BadInputException refused) {
        System.out.print(refused.getMessage());
        System.exit(2);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", ",", "\"", "1,", "\"x"})
  void line_largerThanTheHeap_isRefused(String content) throws Exception {
    Path file = write(content);
    Path said = folder.resolve("said");

    Process reader =
        new ProcessBuilder(
                java(), "-Xmx256m", "-cp", path(), Reader.class.getName(), file.toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();

    assertTrue(reader.waitFor(60, TimeUnit.SECONDS));
    String message = Files.readString(said);
    assertEquals(2, reader.exitValue(), message);
    assertTrue(message.contains(": line 2: "), message);
    assertTrue(message.length() < 500, message);
  }

  private Path write(String content) throws IOException {
    byte[] chunk = new byte[CHUNK];
    byte[] pattern = content.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < CHUNK; i++) {
      chunk[i] = pattern[i % pattern.length];
    }
    Path file = folder.resolve("huge.csv");
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write("date,close\n".getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < CHUNKS; i++) {
        out.write(chunk);
      }
    }
    return file;
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static String path() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }
}
