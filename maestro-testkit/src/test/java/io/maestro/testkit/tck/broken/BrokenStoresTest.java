package io.maestro.testkit.tck.broken;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import io.maestro.testkit.Proves;
import io.maestro.testkit.tck.StateStoreTck;
import io.maestro.testkit.tck.StoreUnderTest;
import io.maestro.testkit.time.VirtualTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** The conformance tests can fail: each of their rules finds a store that breaks it. */
final class BrokenStoresTest {
  private static final int RULES = 101;

  /** A fault that shows when threads meet may need more than one try on a busy machine. */
  private static final int CHANCES = 10;

  /** Whether each store is tried with all rules, and not with the group of its rule alone. */
  private static final boolean ALL_RULES = Boolean.getBoolean("maestro.tck.allRules");

  /** The store that the tests within the test look at; one at a time. */
  private static final ThreadLocal<Broken> SUBJECT = new ThreadLocal<>();

  /** The conformance tests of the subject; its name keeps the build from running it by itself. */
  static final class Subject extends StateStoreTck {
    @Override
    protected StoreUnderTest contents(VirtualTime time) {
      return SUBJECT.get().contents().apply(time);
    }
  }

  private static Stream<Broken> all() {
    return Stream.of(
            BrokenDocuments.all(),
            BrokenClaims.all(),
            BrokenWrites.all(),
            BrokenQueries.all(),
            BrokenCopies.all(),
            BrokenLives.all())
        .flatMap(each -> each);
  }

  private static Events run(Broken broken, DiscoverySelector tests) {
    SUBJECT.set(broken);
    try {
      return EngineTestKit.engine("junit-jupiter").selectors(tests).execute().testEvents();
    } finally {
      SUBJECT.remove();
    }
  }

  private static Map<String, String> failures(Events events) {
    Map<String, String> failures = new TreeMap<>();
    for (Event failed : events.failed().list()) {
      String message =
          failed
              .getRequiredPayload(TestExecutionResult.class)
              .getThrowable()
              .map(BrokenStoresTest::told)
              .orElse("");
      failures.put(ruleOf(failed), message);
    }
    return failures;
  }

  private static String told(Throwable failure) {
    Throwable cause = failure.getCause();
    String suppressed =
        Stream.of(failure.getSuppressed()).map(String::valueOf).collect(Collectors.joining());
    return failure + suppressed + (cause == null ? "" : "; caused by " + told(cause));
  }

  private static String ruleOf(Event event) {
    String name = event.getTestDescriptor().getLegacyReportingName();
    return name.substring(0, name.indexOf('('));
  }

  /** The rules, each with the group that it is in. */
  private static Map<String, DiscoverySelector> rules() {
    Map<String, DiscoverySelector> rules = new TreeMap<>();
    Broken sound = new Broken("sound", "", "", RetainedContents::new);
    for (Event kept : run(sound, selectClass(Subject.class)).succeeded().list()) {
      UniqueId group = kept.getTestDescriptor().getParent().orElseThrow().getUniqueId();
      rules.put(ruleOf(kept), selectUniqueId(group));
    }
    return rules;
  }

  private static DiscoverySelector groupOf(Broken broken, Map<String, DiscoverySelector> rules) {
    return rules.entrySet().stream()
        .filter(rule -> rule.getKey().startsWith(broken.rule()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no rule " + broken.rule()));
  }

  @Test
  @Proves("17.15")
  void brokenStores_areEachFoundByTheRuleThatTheyBreak() {
    Map<String, DiscoverySelector> rules = rules();
    assertEquals(RULES, rules.size(), "rules that the sound store keeps");
    Set<String> idle = new TreeSet<>(rules.keySet());
    Map<String, String> missed = new TreeMap<>();
    List<Broken> stores = all().toList();
    for (Broken broken : stores) {
      DiscoverySelector tests = ALL_RULES ? selectClass(Subject.class) : groupOf(broken, rules);
      Map<String, String> failures = Map.of();
      String found = "";
      for (int chance = 0; chance < CHANCES && found.isEmpty(); chance++) {
        failures = failures(run(broken, tests));
        found = found(broken, failures);
      }
      idle.removeAll(failures.keySet());
      System.out.printf("broken store: %s -> %s%n", broken, told(found, failures.keySet()));
      if (found.isEmpty()) {
        missed.put(
            broken.name(),
            broken.rule() + " with '" + broken.message() + "' is not in " + failures);
      }
    }

    System.out.printf("%d broken stores, %d rules%n", stores.size(), rules.size());
    assertEquals(Map.of(), missed, "broken stores that the named rule did not find");
    assertEquals(Set.of(), idle, "rules that find no broken store");
  }

  private static String told(String found, Set<String> failures) {
    return failures.size() < 2 ? found : found + ", and " + (failures.size() - 1) + " more";
  }

  private static String found(Broken broken, Map<String, String> failures) {
    return failures.entrySet().stream()
        .filter(failure -> failure.getKey().startsWith(broken.rule()))
        .filter(failure -> failure.getValue().contains(broken.message()))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("");
  }
}
