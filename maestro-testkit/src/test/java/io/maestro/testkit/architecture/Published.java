package io.maestro.testkit.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.maestro.config.MaestroConfig;
import io.maestro.core.Maestro;
import io.maestro.testkit.MaestroExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The classes and the sources that the rules look at. */
final class Published {
  /** The main classes of the three modules that stand here, each found by one of its classes. */
  static final JavaClasses CLASSES =
      new ClassFileImporter()
          .importPaths(
              home(MaestroConfig.class), home(Maestro.class), home(MaestroExtension.class));

  static final List<String> MODULES =
      List.of("maestro-api", "maestro-core", "maestro-testkit", "maestro-adapters/maestro-jackson");

  private Published() {}

  private static Path home(Class<?> landmark) {
    try {
      return Path.of(landmark.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(landmark + " has no place on disk", e);
    }
  }

  /** The sources of the published modules. */
  static List<Path> mainSources() {
    List<Path> found = new ArrayList<>();
    for (var module : MODULES) {
      found.addAll(sources(root().resolve(module), "src/main/java"));
    }
    return found;
  }

  /** The sources of the tests of all modules, samples too. */
  static List<Path> testSources() {
    return sources(root(), "src/test/java");
  }

  /** Every line of the files in which the pattern is found, with its place. */
  static List<String> linesWith(Pattern forbidden, List<Path> files) {
    List<String> found = new ArrayList<>();
    for (var file : files) {
      var lines = read(file);
      for (int i = 0; i < lines.size(); i++) {
        if (forbidden.matcher(lines.get(i)).find()) {
          found.add(root().relativize(file) + ":" + (i + 1) + ": " + lines.get(i).strip());
        }
      }
    }
    return found;
  }

  private static List<String> read(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> sources(Path module, String folder) {
    try (var files = Files.walk(module)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(
              file -> {
                var place = "/" + module.relativize(file).toString().replace('\\', '/');
                return place.contains("/" + folder + "/") && !place.contains("/target/");
              })
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder that holds all modules. */
  private static Path root() {
    for (var at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isRegularFile(at.resolve("mvnw"))) {
        return at;
      }
    }
    throw new IllegalStateException("no folder above this one holds the whole project");
  }
}
