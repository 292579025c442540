package io.maestro.core.engine;

import java.util.ArrayList;
import java.util.List;

/** The branches forked by one piece of code, which ends only when they have. */
final class Frame {
  private final List<Strand> forked = new ArrayList<>(0);

  void add(Strand branch) {
    forked.add(branch);
  }

  List<Strand> forked() {
    return forked;
  }
}
