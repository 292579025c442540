package io.maestro.knowledge;

import io.maestro.metric.Metrics;

/**
 * What knowledge is about: something that was tried with strategies of a kind, in some
 * circumstances. Immutable.
 *
 * @param kind the name of the kind of strategy, 1 to 100 characters of {@code [A-Za-z0-9._:/-]};
 *     with {@value #OPTIMIZING} before it, for what was learnt about optimizing strategies of it
 * @param context the name of the circumstances, as {@code Analysis.context()} gives it: one line of
 *     at most {@value #MAX_CONTEXT} characters, empty for none in particular
 * @param name what was tried, such as the parameters: one line of 1 to {@value #MAX_NAME}
 *     characters, not blank
 */
public record Subject(String kind, String context, String name) implements Comparable<Subject> {
  /** The largest number of characters in the name of a kind, without {@link #OPTIMIZING}. */
  public static final int MAX_KIND = 100;

  /**
   * What stands before the kind's name in lessons on when to optimize; no kind's name begins so.
   */
  public static final String OPTIMIZING = "improve/";

  /** The largest number of characters in the name of the circumstances. */
  public static final int MAX_CONTEXT = 200;

  /** The largest number of characters in a subject's name. */
  public static final int MAX_NAME = 500;

  /** Checks the parts. */
  public Subject {
    checkKind(kind);
    if (!Text.isLine(context, MAX_CONTEXT)) {
      throw new IllegalArgumentException(
          "a context is one line of up to %d characters; in(...) shortens longer ones: %d"
              .formatted(MAX_CONTEXT, context.length()));
    }
    if (name.isBlank() || !Text.isLine(name, MAX_NAME)) {
      throw new IllegalArgumentException(
          "a subject's name is one line of 1 to %d characters; of(...) shortens longer ones: %d"
              .formatted(MAX_NAME, name.length()));
    }
  }

  static String checkKind(String kind) {
    if (!kind.matches("(" + OPTIMIZING + ")?[A-Za-z0-9._:/-]{1," + MAX_KIND + "}")) {
      throw new IllegalArgumentException(
          "a kind's name is 1 to " + MAX_KIND + " characters of [A-Za-z0-9._:/-]: '" + kind + "'");
    }
    return kind;
  }

  /**
   * Returns a subject in no particular circumstances.
   *
   * @param name what was tried; a text that is too long or has line breaks is shortened, and told
   *     from others by its hash
   */
  public static Subject of(String kind, String name) {
    return new Subject(kind, "", Text.line(name, MAX_NAME));
  }

  /**
   * Returns the subject of a lesson on when to optimize strategies of a kind. Optimization loops
   * record on it; {@link KnowledgeQuery#about} does not see it, {@link
   * KnowledgeQuery#aboutOptimizing} does.
   *
   * @param kind the name of the kind of strategy
   * @param name for which reason it was optimized; see {@link #of}
   */
  public static Subject ofOptimizing(String kind, String name) {
    return of(OPTIMIZING + kind, name);
  }

  /**
   * Returns the same in circumstances.
   *
   * @param circumstances their name; one that is too long or has line breaks is shortened, and told
   *     from others by its hash
   */
  public Subject in(String circumstances) {
    return new Subject(kind, Text.line(circumstances, MAX_CONTEXT), name);
  }

  /** Returns the lesson that it worked. */
  public Lesson worked() {
    return worked(Metrics.none());
  }

  /** Returns the lesson that it worked, with what was measured. */
  public Lesson worked(Metrics effect) {
    return Lesson.of(this, Stance.FOR).measuring(effect);
  }

  /**
   * Returns the lesson that it failed.
   *
   * @param why the reason in words; cut to {@value Lesson#MAX_DETAIL} characters
   */
  public Lesson failed(String why) {
    return Lesson.of(this, Stance.AGAINST).because(why);
  }

  /** Returns the name under which a store may keep it within its kind: 65 plain characters. */
  public String key() {
    return contextKey(context) + "/" + Text.key(name);
  }

  /** Returns what the keys of all subjects in some circumstances begin with, before a slash. */
  public static String contextKey(String context) {
    return Text.key(context);
  }

  /** Orders by kind, then circumstances, then name. */
  @Override
  public int compareTo(Subject other) {
    int byKind = kind.compareTo(other.kind);
    if (byKind != 0) {
      return byKind;
    }
    int byContext = context.compareTo(other.context);
    return byContext != 0 ? byContext : name.compareTo(other.name);
  }
}
