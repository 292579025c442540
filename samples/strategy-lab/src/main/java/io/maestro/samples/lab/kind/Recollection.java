package io.maestro.samples.lab.kind;

import io.maestro.knowledge.Knowledge;
import io.maestro.knowledge.KnowledgeBundle;
import io.maestro.knowledge.KnowledgeQuery;
import io.maestro.knowledge.Lesson;
import io.maestro.knowledge.Subject;
import io.maestro.samples.lab.data.Close;
import io.maestro.samples.lab.fact.Regime;
import io.maestro.samples.lab.memory.Experience;
import io.maestro.samples.lab.memory.Known;
import io.maestro.samples.lab.rule.Rule;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How the lab tells the knowledge base what it saw, and asks it what works. */
public final class Recollection {
  /** What was seen four years ago weighs half. */
  static final Duration HALF_LIFE = Duration.ofDays(1_461);

  /** More rules than this are no recollection but a search. */
  private static final int MOST = 12;

  private Recollection() {}

  /** The name that a regime's knowledge goes by. */
  public static String context(Regime regime) {
    return regime.name().toLowerCase(Locale.ROOT);
  }

  /** The lesson that a rule earned or lost something in a regime, seen when that was over. */
  public static Lesson lesson(Experience seen) {
    Subject rule = Lesson.on(FxLab.KIND, seen.rule().label()).in(context(seen.regime()));
    Lesson lesson = seen.speaksFor() ? rule.worked() : rule.failed("lost");
    return lesson
        .measuring(Measures.of(seen.earned()))
        .seenAt(Close.of(seen.observedOn()))
        .id(seen.observedOn().toString());
  }

  /**
   * What is known of the rules in a regime as of a date. Without the date, whoever replays the past
   * would learn from its future.
   */
  public static KnowledgeQuery of(Regime regime, LocalDate asOf) {
    return KnowledgeQuery.about(FxLab.KIND)
        .in(context(regime))
        .asOf(Close.of(asOf))
        .halfLife(HALF_LIFE);
  }

  /** The rules that are trusted to work, the most trusted first; none if nothing is known. */
  static List<Trusted> trusted(KnowledgeBundle bundle) {
    return bundle.worked().stream().flatMap(known -> trusted(known).stream()).limit(MOST).toList();
  }

  private static Optional<Trusted> trusted(Knowledge known) {
    return Rule.named(known.subject().name())
        .map(
            rule ->
                new Trusted(rule, known.supporting(), known.contradicting(), known.confidence()));
  }

  /** Whether something known is about a rule of the grid. */
  public static boolean isOfARule(Knowledge known) {
    return Rule.named(known.subject().name()).isPresent();
  }

  /** What the result file says of something known. */
  public static Known known(Knowledge known) {
    return new Known(
        known.subject().context(),
        known.subject().name(),
        known.supporting(),
        known.contradicting(),
        known.confidence(),
        known.belief().name().toLowerCase(Locale.ROOT));
  }
}
