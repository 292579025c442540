package io.maestro.testkit.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.maestro.testkit.Proves;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Compares docs/spec.md with what the tests of all modules cite. */
final class DocsSpecTest {
  private static final Pattern RULE =
      Pattern.compile("(?m)^- \\*\\*(\\d+\\.\\d+)\\*\\* (.*)$\\R  Why: .+");
  private static final Pattern ANY_NUMBER = Pattern.compile("(?m)^- \\*\\*(\\d+\\.\\d+)\\*\\*");
  private static final Pattern CHAPTER = Pattern.compile("(?m)^## (\\d+)\\. ");
  private static final Pattern CITATION = Pattern.compile("@Proves\\(\\s*([^)]*)\\)");
  private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

  private enum Mark {
    NONE,
    LATER,
    UNTESTED
  }

  private final Set<String> chapters = chapters();
  private final Map<String, Mark> rules = rules();
  private final Map<String, Path> cited = cited();

  @Test
  void rules_ofTheSpec_areNumberedUpwardsEachWithItsReason() {
    List<String> numbers = new ArrayList<>();
    ANY_NUMBER
        .matcher(ProjectText.read(spec()))
        .results()
        .forEach(rule -> numbers.add(rule.group(1)));

    assertFalse(numbers.isEmpty());
    assertEquals(List.copyOf(new TreeSet<>(numbers)).size(), numbers.size(), "a number is twice");
    assertEquals(new HashSet<>(numbers), rules.keySet(), "a rule has no Why");
    assertEquals(numbers.stream().sorted(DocsSpecTest::compare).toList(), numbers);
  }

  @Test
  @Proves("18.6")
  void citedNumbers_areRulesOfTheSpec() {
    Set<String> unknown = new TreeSet<>();
    cited.forEach(
        (number, file) -> {
          if (!rules.containsKey(number) && !chapters.contains(number)) {
            unknown.add(number + " in " + ProjectText.ROOT.relativize(file));
          }
        });

    assertEquals(Set.of(), unknown, "cited, and not a rule of docs/spec.md");
  }

  @Test
  @Proves("18.6")
  void unmarkedRules_areCitedByATest() {
    Set<String> uncited = withMark(Mark.NONE);
    uncited.removeAll(cited.keySet());

    assertEquals(Set.of(), uncited, "cited by no test: write one, or mark the rule *untested*");
  }

  @Test
  @Proves("18.6")
  void markedRules_areCitedByNoTest() {
    Set<String> marked = withMark(Mark.UNTESTED);
    marked.addAll(withMark(Mark.LATER));
    marked.retainAll(cited.keySet());

    assertEquals(Set.of(), marked, "cited by a test: take the mark off in docs/spec.md");
  }

  private Set<String> withMark(Mark mark) {
    Set<String> found = new TreeSet<>(DocsSpecTest::compare);
    rules.forEach(
        (number, has) -> {
          if (has == mark) {
            found.add(number);
          }
        });
    return found;
  }

  private static Path spec() {
    return ProjectText.ROOT.resolve("docs/spec.md");
  }

  /** A test may cite a chapter as a whole; that proves none of its rules by itself. */
  private static Set<String> chapters() {
    Set<String> found = new TreeSet<>();
    CHAPTER
        .matcher(ProjectText.read(spec()))
        .results()
        .forEach(chapter -> found.add(chapter.group(1)));
    return found;
  }

  private static Map<String, Mark> rules() {
    Map<String, Mark> found = new TreeMap<>(DocsSpecTest::compare);
    RULE.matcher(ProjectText.read(spec()))
        .results()
        .forEach(rule -> found.put(rule.group(1), mark(rule.group(2))));
    return found;
  }

  private static Mark mark(String text) {
    if (text.endsWith("*later*")) {
      return Mark.LATER;
    }
    return text.endsWith("*untested*") ? Mark.UNTESTED : Mark.NONE;
  }

  private static Map<String, Path> cited() {
    Map<String, Path> found = new TreeMap<>(DocsSpecTest::compare);
    for (Path file : ProjectText.testSources()) {
      CITATION
          .matcher(ProjectText.read(file))
          .results()
          .flatMap(citation -> QUOTED.matcher(citation.group(1)).results())
          .forEach(number -> found.putIfAbsent(number.group(1), file));
    }
    return found;
  }

  /** Compares by chapter and number, so that 9 comes before 10; other text comes last. */
  private static int compare(String first, String second) {
    int byKey = Long.compare(key(first), key(second));
    return byKey != 0 ? byKey : first.compareTo(second);
  }

  private static long key(String number) {
    if (!number.matches("\\d{1,6}\\.\\d{1,6}")) {
      return Long.MAX_VALUE;
    }
    int dot = number.indexOf('.');
    return Long.parseLong(number.substring(0, dot)) * 1_000_000
        + Long.parseLong(number.substring(dot + 1));
  }
}
