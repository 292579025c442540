package io.maestro.jackson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.maestro.testkit.Proves;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What lets stored bytes choose a class is not used, in this module's sources. */
final class ClosedSurfaceTest {
  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "ObjectInputStream|ObjectOutputStream|XMLDecoder|activateDefaultTyping|DefaultTyping"
              + "|JsonTypeInfo|Class\\.forName|loadClass|readValue|treeToValue|findModules"
              + "|ServiceLoader");

  @Test
  @Proves({"16.3", "27.7"})
  void sources_useNothingThatChoosesClassesByText() throws IOException {
    List<Path> sources = sources();
    List<String> found =
        sources.stream()
            .filter(source -> FORBIDDEN.matcher(read(source)).find())
            .map(Path::toString)
            .toList();

    assertFalse(sources.isEmpty());
    assertEquals(List.of(), found);
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
