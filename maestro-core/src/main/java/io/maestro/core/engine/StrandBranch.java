package io.maestro.core.engine;

import io.maestro.flow.Branch;

/** A branch as the code that forked it sees it. */
record StrandBranch<T>(FlowScope scope, Strand branch) implements Branch<T> {
  @Override
  @SuppressWarnings("unchecked") // the strand was made from code that gives a T
  public T join() {
    scope.beginVerb();
    scope.joined(branch);
    return (T) scope.join(branch);
  }
}
