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

  Known(StateKey<?> key, Optional<Document> found, long learned) {
    this.key = key;
    this.version = versionOf(found);
    this.content = found.map(Document::content).orElse(null);
    this.learned = learned;
  }

  Optional<Payload> content() {
    return Optional.ofNullable(content);
  }

  static long versionOf(Optional<Document> found) {
    return found.map(Document::version).orElse(StateManager.ABSENT);
  }
}
