package io.maestro.testkit.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.maestro.config.PlaceholderConfig;
import io.maestro.core.PlaceholderEngine;
import io.maestro.testkit.PlaceholderExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The classes and the sources that the rules look at. */
final class Published {
  /** One class of each published module says where the module's classes are. */
  private static final List<Class<?>> LANDMARKS =
      List.of(PlaceholderConfig.class, PlaceholderEngine.class, PlaceholderExtension.class);

  static final JavaClasses CLASSES =
      new ClassFileImporter().importPaths(LANDMARKS.stream().map(Published::home).toList());

  private Published() {}

  private static Path home(Class<?> landmark) {
    try {
      return Path.of(landmark.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(landmark + " has no place on disk", e);
    }
  }

  /** The folder that holds all modules. */
  static Path root() {
    for (var at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isRegularFile(at.resolve("mvnw"))) {
        return at;
      }
    }
    throw new IllegalStateException("no folder above this one holds the whole project");
  }

  /** All Java sources below a {@code src} folder of the given kind, such as {@code main}. */
  static List<Path> sources(Path below, String kind) {
    try (Stream<Path> files = Files.walk(below)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.toString().contains("/target/"))
          .filter(file -> file.toString().contains("/src/" + kind + "/"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
