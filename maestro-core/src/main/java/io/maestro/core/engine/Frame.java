package io.maestro.core.engine;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The branches forked by one piece of code, which ends only when they have. */
final class Frame {
  private final Set<Strand> unjoined = new LinkedHashSet<>(0);

  void add(Strand branch) {
    unjoined.add(branch);
  }

  /** The code has asked for the branch's value itself, and deals with its failure. */
  void joined(Strand branch) {
    unjoined.remove(branch);
  }

  List<Strand> unjoined() {
    return List.copyOf(unjoined);
  }
}
