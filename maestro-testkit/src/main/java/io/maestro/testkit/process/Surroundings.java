package io.maestro.testkit.process;

import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/** What a JVM of one's own needs to know of this one. */
final class Surroundings {
  private Surroundings() {}

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Returns all that this JVM has on either path, and where a class is: it may be a patch. */
  static String classPath(Class<?> main) {
    Set<String> parts = new LinkedHashSet<>();
    parts.add(root(main));
    Stream.of("java.class.path", "jdk.module.path")
        .map(name -> System.getProperty(name, ""))
        .flatMap(path -> Stream.of(path.split(File.pathSeparator, -1)))
        .filter(part -> !part.isEmpty())
        .forEach(parts::add);
    return String.join(File.pathSeparator, parts);
  }

  private static String root(Class<?> main) {
    String file = main.getName().replace('.', '/') + ".class";
    URL found = main.getResource("/" + file);
    if (found == null || !found.getProtocol().equals("file")) {
      throw new IllegalArgumentException("the program must be in a folder of classes: " + main);
    }
    String whole = found.toString();
    try {
      URI folder = new URI(whole.substring(0, whole.length() - file.length()));
      return Path.of(folder).toString();
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
