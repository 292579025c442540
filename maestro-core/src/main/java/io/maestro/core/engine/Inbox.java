package io.maestro.core.engine;

import io.maestro.store.Letter;
import io.maestro.store.RunStore;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A run's letters, oldest first. Guarded by the session's lock. */
final class Inbox {
  private static final int REMEMBERED = RunStore.MAX_LETTERS; // as many as a store may still have

  private final List<Letter> letters = new ArrayList<>(0);

  /** The latest letters: the store tells of one that came through this node once more. */
  private final Set<String> seen = new LinkedHashSet<>(0);

  /** Returns whether the letter is new. */
  boolean add(Letter letter) {
    boolean fresh = seen.add(letter.id());
    if (fresh) {
      letters.add(letter);
    }
    if (seen.size() > REMEMBERED) {
      seen.remove(seen.iterator().next());
    }
    return fresh;
  }

  Optional<Letter> take(String inbox) {
    for (int i = 0; i < letters.size(); i++) {
      if (letters.get(i).inbox().equals(inbox)) {
        return Optional.of(letters.remove(i));
      }
    }
    return Optional.empty();
  }
}
