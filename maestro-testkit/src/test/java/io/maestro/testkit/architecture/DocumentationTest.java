package io.maestro.testkit.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What can be seen is explained, in a first sentence that says something. */
class DocumentationTest {
  /** First words that repeat the name, or talk of the text instead of the thing. */
  private static final Pattern SAYS_NOTHING =
      Pattern.compile("^(Gets|Sets|This (class|interface|method|record|enum))\\b");

  /** A builder's method does set something, and says when it counts. */
  private static final Pattern OF_A_BUILDER =
      Pattern.compile("\\b(\\w*Builder|Needs\\w+|Complete)(<.*>)? \\w+\\(");

  private static final Pattern EXPORTS = Pattern.compile("(?m)^\\s*exports\\s+([\\w.]+);");

  @Test
  void everythingThatCanBeSeenIsExplained() {
    List<String> unexplained =
        declared().filter(found -> problemWith(found) != null).map(this::told).toList();

    assertEquals(List.of(), unexplained);
  }

  @Test
  void theScanFindsWhatThereIs() {
    List<SourceMembers.Declared> all = declared().toList();

    assertTrue(all.stream().filter(SourceMembers.Declared::isType).count() > 120);
    assertTrue(all.stream().filter(found -> !found.isType()).count() > 350);
  }

  @Test
  void theScanSeesWhatIsMissing() {
    String source =
        """
        /** Explained. */
        public interface Some {
          String X = "{";
          void bare();
          /** Gets it. */
          int get();
          /** Explained. */
          record In(int a) {
            /** Explained. */
            public In {
              int b = a;
            }
            public int twice() { return 2 * a; }
            @Override public String toString() { return ""; }
            void hidden() {}
          }
        }
        class Hidden { public void hidden() {} }
        """;

    assertEquals(
        List.of("void bare()", "int get()", "public int twice()"),
        SourceMembers.of(source).stream()
            .filter(found -> problemWith(found) != null)
            .map(SourceMembers.Declared::text)
            .toList());
  }

  @Test
  void everyPackageIsExplained() {
    Set<String> bare = new TreeSet<>();
    for (Path source : Published.mainSources()) {
      Path info = source.resolveSibling("package-info.java");
      if (!source.endsWith("module-info.java") && !text(info).contains("/**")) {
        bare.add(source.getParent().toString());
      }
    }

    assertEquals(Set.of(), bare);
  }

  private static String problemWith(SourceMembers.Declared found) {
    if (found.overrides()) {
      return null;
    }
    if (found.javadoc() == null) {
      return "has no Javadoc";
    }
    boolean sets = found.javadoc().startsWith("Sets ") && OF_A_BUILDER.matcher(found.text()).find();
    return !sets && SAYS_NOTHING.matcher(found.javadoc()).find() ? "says nothing" : null;
  }

  private String told(SourceMembers.Declared found) {
    return found.type() + ": " + found.text() + " " + problemWith(found);
  }

  private static Stream<SourceMembers.Declared> declared() {
    Set<String> exported = exportedPackages();
    return Published.mainSources().stream()
        .filter(source -> !source.toString().endsWith("-info.java"))
        .filter(source -> exported.contains(packageOf(source)))
        .flatMap(source -> SourceMembers.of(text(source)).stream());
  }

  private static Set<String> exportedPackages() {
    return Published.mainSources().stream()
        .filter(source -> source.endsWith("module-info.java"))
        .flatMap(source -> EXPORTS.matcher(text(source)).results())
        .map(exports -> exports.group(1))
        .collect(Collectors.toSet());
  }

  private static String packageOf(Path source) {
    String folder = source.getParent().toString().replace('\\', '/');
    String root = "/src/main/java/";
    return folder.substring(folder.indexOf(root) + root.length()).replace('/', '.');
  }

  private static String text(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
