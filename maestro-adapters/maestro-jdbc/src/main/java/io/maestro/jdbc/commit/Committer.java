package io.maestro.jdbc.commit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Does pieces of work in one transaction. Called by one thread at a time. */
public interface Committer {
  /** Returns how many of the works, from the first on, may share a transaction; 1 or more. */
  default int together(List<Work<?>> works) {
    return works.size();
  }

  /**
   * Does the works in one transaction and tells each what became of it.
   *
   * @return after what time to do them again, having told nobody; empty if all are told
   */
  Optional<Duration> commit(List<Work<?>> works);
}
