package io.maestro.core.engine;

import io.maestro.run.RecordedStep;
import io.maestro.store.StepRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The steps of a run as its session knows them. Guarded by the session's lock. */
final class Journal {
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private int unread;

  Journal(List<StepRecord> recorded) {
    for (StepRecord step : recorded) {
      Entry entry = new Entry(step.path(), step.verb());
      entry.record = step;
      entries.put(step.path(), entry);
    }
    entries.values().stream().filter(entry -> !isHistory(entry.path)).forEach(this::toBeRead);
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

  Entry entry(String path, RecordedStep.Verb verb) {
    Entry known = entries.get(path);
    if (known == null) {
      known = new Entry(path, verb);
      entries.put(path, known);
    }
    return known;
  }

  int size() {
    return entries.size();
  }

  void forget(String prefix) {
    entries.keySet().removeIf(path -> path.startsWith(prefix));
  }

  /** Returns the recorded steps that no code has asked for, but for the history within a stage. */
  List<String> notAskedFor() {
    return entries.values().stream()
        .filter(entry -> entry.askedBy == null && !isHistory(entry.path))
        .map(entry -> entry.path)
        .sorted()
        .toList();
  }

  private boolean isHistory(String path) {
    for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      Entry group = entries.get(path.substring(0, slash));
      if (group != null && group.isFinal()) {
        return true;
      }
    }
    return false;
  }
}
