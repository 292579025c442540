package io.maestro.core.engine;

import io.maestro.store.Letter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A run's letters, oldest first. Guarded by the session's lock. */
final class Inbox {
  private final List<Letter> letters = new ArrayList<>(0);
  private final Set<String> seen = new HashSet<>(0);

  /** Returns whether the letter is new. */
  boolean add(Letter letter) {
    boolean fresh = seen.add(letter.id());
    if (fresh) {
      letters.add(letter);
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

  void putBack(Letter letter) {
    letters.add(0, letter);
  }
}
