package io.maestro.core.engine;

import java.util.ArrayList;
import java.util.List;

/** What a strand can wait for within its session. Guarded by the session's lock. */
abstract class Joinable {
  private final List<Strand> joiners = new ArrayList<>(1);

  abstract boolean isDone();

  final void addJoiner(Strand strand) {
    if (!joiners.contains(strand)) {
      joiners.add(strand);
    }
  }

  final List<Strand> takeJoiners() {
    List<Strand> taken = List.copyOf(joiners);
    joiners.clear();
    return taken;
  }
}
