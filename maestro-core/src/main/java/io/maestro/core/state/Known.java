package io.maestro.core.state;

import io.maestro.codec.Payload;
import io.maestro.state.StateKey;
import io.maestro.state.StateManager;
import io.maestro.store.Document;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a state. Told from another one by identity: the same may be learned twice.
 */
final class Known {
  final StateKey<?> key;
  final long version;
  private final @Nullable Payload content;

  /** When it was learned, on the memory's own clock. */
  final long learned;

  /** The highest version that there is known to have been: a state made anew begins at 1 again. */
  final long highest;

  Known(StateKey<?> key, Optional<Document> found, long learned, long highestBefore) {
    this.key = key;
    this.version = versionOf(found);
    this.content = found.map(Document::content).orElse(null);
    this.learned = learned;
    this.highest = Math.max(version, highestBefore);
  }

  Optional<Payload> content() {
    return Optional.ofNullable(content);
  }

  static long versionOf(Optional<Document> found) {
    return found.map(Document::version).orElse(StateManager.ABSENT);
  }
}
