package io.maestro.core.engine;

import io.maestro.run.RecordedStep.Verb;
import io.maestro.store.StepRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The steps of a run as its session knows them, without the history within finished stages. Guarded
 * by the session's lock.
 */
final class Journal {
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private int unread;

  Journal(List<StepRecord> recorded) {
    Set<String> stages =
        recorded.stream()
            .filter(step -> step.verb() == Verb.STAGE && step.state().isFinal())
            .map(StepRecord::path)
            .collect(Collectors.toSet());
    for (StepRecord step : recorded) {
      if (stages.isEmpty() || !isWithin(stages, step.path())) {
        Entry entry = new Entry(step.path(), step.verb());
        entry.record = step;
        entries.put(step.path(), entry);
      }
    }
    entries.values().forEach(this::toBeRead);
  }

  private void toBeRead(Entry entry) {
    entry.isUnread = true;
    unread++;
  }

  /** Notes that the code has asked for a step. */
  void read(Entry entry) {
    if (entry.isUnread) {
      entry.isUnread = false;
      unread--;
    }
  }

  /** Returns whether the code has still to ask for steps that were recorded before this session. */
  boolean hasUnread() {
    return unread > 0;
  }

  private static boolean isWithin(Set<String> stages, String path) {
    for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      if (stages.contains(path.substring(0, slash))) {
        return true;
      }
    }
    return false;
  }

  Entry entry(String path, Verb verb) {
    Entry known = entries.get(path);
    if (known == null) {
      known = new Entry(path, verb);
      entries.put(path, known);
    }
    return known;
  }

  Optional<Entry> find(String path) {
    return Optional.ofNullable(entries.get(path));
  }

  /** Returns whether anything below a path may have begun, but for the next attempt of a step. */
  boolean hasBegun(String prefix, Entry next) {
    return next.hasBegunBefore()
        || entries.values().stream()
            .filter(entry -> entry != next && entry.path.startsWith(prefix))
            .filter(entry -> !Doubts.isDecision(entry.path))
            .anyMatch(Entry::mayHaveBegun);
  }

  int size() {
    return entries.size();
  }

  void forget(String prefix) {
    entries.keySet().removeIf(path -> path.startsWith(prefix));
  }

  /** Returns the recorded steps that no code has asked for. */
  List<String> notAskedFor() {
    return entries.values().stream()
        .filter(entry -> entry.askedBy == null)
        .map(entry -> entry.path)
        .sorted()
        .toList();
  }
}
