package io.maestro.testkit.witness;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * All that was seen, in the order in which it was seen, and whether it keeps the rules. Immutable.
 *
 * @param sightings what was seen, the oldest first
 */
public record History(List<Sighting> sightings) {
  /** The most broken rules that a failure lists. */
  private static final int LISTED = 20;

  /** Copies the list. */
  public History {
    sightings = List.copyOf(sightings);
  }

  /** Returns the ids of the runs that were accepted. */
  public Set<String> accepted() {
    return runs(Sighting.What.ACCEPTED);
  }

  /** Returns the ids of the runs whose end was seen. */
  public Set<String> ended() {
    return runs(Sighting.What.ENDED);
  }

  private Set<String> runs(Sighting.What what) {
    Set<String> runs = new TreeSet<>();
    sightings.stream().filter(seen -> seen.what() == what).forEach(seen -> runs.add(seen.run()));
    return runs;
  }

  /** Returns how often a step's code began. */
  public long executions() {
    return sightings.stream().filter(seen -> seen.what() == Sighting.What.BEGIN).count();
  }

  /** Returns how often a step's code began that had begun before. */
  public long repetitions() {
    Set<String> steps = new LinkedHashSet<>();
    return sightings.stream()
        .filter(seen -> seen.what() == Sighting.What.BEGIN)
        .filter(seen -> !steps.add(seen.run() + " " + seen.step()))
        .count();
  }

  /**
   * Returns the rules that were broken, in words; empty if none was.
   *
   * <ul>
   *   <li>A recorded step never runs again, but for an owner that lost the run meanwhile and does
   *       not know yet.
   *   <li>An attempt of a step begins once under one ownership.
   *   <li>A step is recorded under one epoch only: no late write is accepted.
   *   <li>A run ends once.
   * </ul>
   */
  public List<String> broken() {
    return new Judge().judge(sightings);
  }

  /**
   * The same, for runs whose steps come one after the other: a step that begins proves that those
   * before it are recorded, whether that was seen or not, so none of them may begin again.
   */
  public List<String> brokenInSequence() {
    List<String> broken = new ArrayList<>(broken());
    broken.addAll(new Sequence().judge(sightings));
    return broken;
  }

  /** Fails if a rule was broken; see {@link #broken}. */
  public History assertKept() {
    return failIfAny(broken());
  }

  /** Fails if a rule was broken; see {@link #brokenInSequence}. */
  public History assertKeptInSequence() {
    return failIfAny(brokenInSequence());
  }

  /** Fails if a run that was accepted was not seen to end. */
  public History assertNoneLost() {
    Set<String> lost = accepted();
    lost.removeAll(ended());
    if (!lost.isEmpty()) {
      throw new AssertionError(lost.size() + " accepted runs never ended: " + lost);
    }
    return this;
  }

  private History failIfAny(List<String> broken) {
    if (!broken.isEmpty()) {
      throw new AssertionError(
          broken.size()
              + " broken rules, of them: "
              + String.join("; ", broken.subList(0, Math.min(LISTED, broken.size()))));
    }
    return this;
  }

  private static String step(Sighting seen) {
    return seen.run() + " " + seen.step();
  }

  /** The rules that hold for every run. */
  private static final class Judge {
    private final Map<String, Sighting> recorded = new LinkedHashMap<>();
    private final Map<String, Sighting> ended = new LinkedHashMap<>();
    private final Map<String, Sighting> begun = new LinkedHashMap<>();
    private final List<String> broken = new ArrayList<>();

    List<String> judge(List<Sighting> sightings) {
      sightings.forEach(this::judge);
      return broken;
    }

    private void judge(Sighting seen) {
      switch (seen.what()) {
        case BEGIN -> began(seen);
        case RECORDED -> recorded(seen);
        case ENDED -> ended(seen);
        default -> {} // proves nothing by itself
      }
    }

    private void began(Sighting seen) {
      Sighting record = recorded.get(step(seen));
      if (record != null && seen.epoch() >= record.epoch()) {
        broken.add("a recorded step ran again: " + record.line() + ", then " + seen.line());
      }
      Sighting end = ended.get(seen.run());
      if (end != null && seen.epoch() >= end.epoch()) {
        broken.add("a step ran after the run's end: " + end.line() + ", then " + seen.line());
      }
      String attempt = step(seen) + " " + seen.attempt() + " " + seen.epoch();
      Sighting before = begun.putIfAbsent(attempt, seen);
      if (before != null) {
        broken.add("an attempt ran twice: " + before.line() + ", then " + seen.line());
      }
    }

    private void recorded(Sighting seen) {
      Sighting before = recorded.putIfAbsent(step(seen), seen);
      if (before != null && before.epoch() != seen.epoch()) {
        broken.add("a late write was accepted: " + before.line() + ", then " + seen.line());
      }
    }

    private void ended(Sighting seen) {
      Sighting before = ended.putIfAbsent(seen.run(), seen);
      boolean same =
          before == null || (before.epoch() == seen.epoch() && before.step().equals(seen.step()));
      if (!same) {
        broken.add("a run ended twice: " + before.line() + ", then " + seen.line());
      }
    }
  }

  /** What holds besides where steps come one after the other. */
  private static final class Sequence {
    private final Map<String, List<Sighting>> order = new LinkedHashMap<>();
    private final List<String> broken = new ArrayList<>();

    List<String> judge(List<Sighting> sightings) {
      sightings.stream().filter(seen -> seen.what() == Sighting.What.BEGIN).forEach(this::began);
      return broken;
    }

    private void began(Sighting seen) {
      List<Sighting> before = order.computeIfAbsent(seen.run(), run -> new ArrayList<>());
      boolean isNew = before.stream().noneMatch(other -> other.step().equals(seen.step()));
      if (!isNew) {
        before.stream()
            .dropWhile(other -> !other.step().equals(seen.step()))
            .filter(later -> !later.step().equals(seen.step()))
            .filter(later -> seen.epoch() >= later.epoch())
            .findFirst()
            .ifPresent(
                later ->
                    broken.add(
                        "a step ran again after the next had begun: "
                            + later.line()
                            + ", then "
                            + seen.line()));
      }
      before.add(seen);
    }
  }
}
