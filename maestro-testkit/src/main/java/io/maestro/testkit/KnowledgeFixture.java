package io.maestro.testkit;

import static java.util.Objects.requireNonNull;

import io.maestro.StrategyMaestro;
import io.maestro.knowledge.Evidence;
import io.maestro.knowledge.KnowledgeBundle;
import io.maestro.knowledge.KnowledgeQuery;
import io.maestro.knowledge.Lesson;
import io.maestro.testkit.expect.KnowledgeExpectation;
import io.maestro.testkit.time.VirtualTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * Plants lessons in a maestro's knowledge, and looks at what is known. Used by the test's thread.
 *
 * <pre>{@code
 * knowledge.plantAt(yesterday, Lesson.on("lemonade", "two spoons").in("rain").worked());
 * knowledge.expect(KnowledgeQuery.about("lemonade").in("rain")).worked("two spoons").failed();
 * }</pre>
 */
public final class KnowledgeFixture {
  private final StrategyMaestro maestro;
  private final VirtualTime time;

  private KnowledgeFixture(StrategyMaestro maestro, VirtualTime time) {
    this.maestro = requireNonNull(maestro, "maestro");
    this.time = requireNonNull(time, "time");
  }

  /** Returns the fixture of a maestro on virtual time. */
  public static KnowledgeFixture on(StrategyMaestro maestro, VirtualTime time) {
    return new KnowledgeFixture(maestro, time);
  }

  /** Records lessons, in order, and waits until they are. */
  public List<Evidence> plant(Lesson... lessons) {
    return Arrays.stream(lessons)
        .map(lesson -> time.get(maestro.knowledge().record(lesson)))
        .toList();
  }

  /** Records lessons as seen at a moment, which may lie in the past or the future. */
  public List<Evidence> plantAt(Instant moment, Lesson... lessons) {
    return plant(
        Arrays.stream(lessons).map(lesson -> lesson.seenAt(moment)).toArray(Lesson[]::new));
  }

  /** Returns the answer to a query. */
  public KnowledgeBundle ask(KnowledgeQuery query) {
    return time.get(maestro.knowledge().query(query));
  }

  /** Returns the answer to a query, to be compared with what the test expects. */
  public KnowledgeExpectation expect(KnowledgeQuery query) {
    return new KnowledgeExpectation(ask(query));
  }
}
