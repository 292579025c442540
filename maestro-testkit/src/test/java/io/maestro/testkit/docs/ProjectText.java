package io.maestro.testkit.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The project's files, as text. */
final class ProjectText {
  /** The folder that holds all modules. */
  static final Path ROOT = root();

  private ProjectText() {}

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Path> markdown() {
    return files(".md", "/");
  }

  /** The tests, with those that implementers inherit. */
  static List<Path> testSources() {
    return Stream.of("/src/test/java/", "/src/main/java/io/maestro/testkit/tck/")
        .flatMap(within -> files(".java", within).stream())
        .toList();
  }

  private static List<Path> files(String ending, String within) {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().endsWith(ending))
          .filter(file -> isSource(place(file)) && place(file).contains(within))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String place(Path file) {
    return "/" + ROOT.relativize(file).toString().replace('\\', '/');
  }

  private static boolean isSource(String place) {
    return !place.contains("/target/") && !place.contains("/.") && !place.startsWith("/out/");
  }

  private static Path root() {
    for (var at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isRegularFile(at.resolve("mvnw"))) {
        return at;
      }
    }
    throw new IllegalStateException("no folder above this one holds the whole project");
  }
}
