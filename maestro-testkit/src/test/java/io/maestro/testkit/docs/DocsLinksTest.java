package io.maestro.testkit.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Follows the links of all Markdown files. */
final class DocsLinksTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^ *```.*?^ *```");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

  @Test
  void links_toFiles_leadSomewhere() {
    List<Path> pages = ProjectText.markdown();
    List<String> broken = new ArrayList<>();

    pages.forEach(
        page ->
            links(page).stream()
                .filter(link -> isBroken(page, link))
                .forEach(link -> broken.add(ProjectText.ROOT.relativize(page) + ": " + link)));

    assertFalse(pages.isEmpty());
    assertEquals(List.of(), broken);
  }

  @Test
  void pages_inDocs_areInTheIndex() {
    Path docs = ProjectText.ROOT.resolve("docs");
    List<String> indexed = links(docs.resolve("README.md"));

    List<String> missing =
        ProjectText.markdown().stream()
            .filter(page -> page.startsWith(docs))
            .map(page -> docs.relativize(page).toString().replace('\\', '/'))
            .filter(page -> !page.equals("README.md") && !indexed.contains(page))
            .toList();

    assertEquals(List.of(), missing);
  }

  private static List<String> links(Path page) {
    String prose = CODE_BLOCK.matcher(ProjectText.read(page)).replaceAll("");
    return LINK.matcher(prose).results().map(link -> link.group(1)).toList();
  }

  private static boolean isBroken(Path page, String link) {
    if (link.matches("[a-z]+:.*")) {
      return false; // another site's
    }
    int hash = link.indexOf('#');
    String file = hash < 0 ? link : link.substring(0, hash);
    Path target = file.isEmpty() ? page : page.resolveSibling(file).normalize();
    if (!target.startsWith(ProjectText.ROOT) || !Files.exists(target)) {
      return true;
    }
    return hash >= 0 && !anchors(target).contains(link.substring(hash + 1));
  }

  private static List<String> anchors(Path page) {
    return HEADING.matcher(ProjectText.read(page)).results().map(DocsLinksTest::anchor).toList();
  }

  private static String anchor(MatchResult heading) {
    return heading
        .group(1)
        .strip()
        .toLowerCase(java.util.Locale.ROOT)
        .replaceAll("[^a-z0-9 _-]", "")
        .replace(' ', '-');
  }
}
