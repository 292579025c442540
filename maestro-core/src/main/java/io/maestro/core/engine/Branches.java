package io.maestro.core.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The branches and groups that a session's code has forked, by their paths. Guarded by its lock.
 */
final class Branches {
  private final Session session;
  private final Strands strands;
  private final Map<String, Strand> branches = new HashMap<>(0);
  private final Map<String, Group> groups = new HashMap<>(0);

  Branches(Session session, Strands strands) {
    this.session = session;
    this.strands = strands;
  }

  Stream<Strand> all() {
    return Stream.concat(
        branches.values().stream(),
        groups.values().stream().flatMap(group -> group.items().stream()));
  }

  Strand fork(Pass pass, String path, StrandCode code) {
    Strand known = session.locked(() -> branches.get(path));
    if (known == null) {
      strands.changed(() -> beginBranch(pass, path, code));
      return Objects.requireNonNull(session.locked(() -> branches.get(path)));
    }
    checkNotUsed(pass, path, known.forkedBy);
    known.forkedBy = pass;
    return known;
  }

  private void beginBranch(Pass pass, String path, StrandCode code) {
    Strand branch = new Strand(session, path, pass.now(), code);
    branch.wroteHere = pass.strand.wroteHere;
    branch.forkedBy = pass;
    branches.put(path, branch);
    strands.makeReady(branch);
  }

  Group group(Pass pass, String path, int parallelism, Supplier<List<Strand>> items) {
    Group known = session.locked(() -> groups.get(path));
    if (known == null) {
      List<Strand> made = items.get(); // calls user code: not under the lock
      Group group = new Group(made);
      group.startedBy = pass;
      made.forEach(strand -> strand.wroteHere = pass.strand.wroteHere);
      strands.changed(
          () -> {
            groups.put(path, group);
            group.begin(parallelism).forEach(strands::makeReady);
          });
      return group;
    }
    checkNotUsed(pass, path, known.startedBy);
    known.startedBy = pass;
    return known;
  }

  private static void checkNotUsed(Pass pass, String path, @Nullable Pass usedBy) {
    if (usedBy == pass) {
      throw pass.fail(Misuse.usedTwice(path));
    }
  }

  Object join(Pass pass, Strand branch) {
    await(pass, branch, "branch " + branch);
    return resultOf(pass, branch);
  }

  /** Waits for all items, then joins them one by one. */
  List<Object> join(Pass pass, Group group, Function<Strand, Object> join) {
    await(pass, group, "its items");
    return group.items().stream().map(join).toList();
  }

  private void await(Pass pass, Joinable awaited, String description) {
    session.lock.lock();
    try {
      if (!awaited.isDone()) {
        awaited.addJoiner(pass.strand);
        throw pass.leave(Wait.branch(description));
      }
    } finally {
      session.lock.unlock();
    }
  }

  private static Object resultOf(Pass pass, Strand branch) {
    pass.saw(branch.endNow);
    if (branch.thrown instanceof BrokenRun broken) {
      throw pass.fail(broken.failure());
    }
    if (branch.thrown != null) {
      throw Sneaky.rethrow(branch.thrown);
    }
    return Objects.requireNonNull(branch.value, "value");
  }

  void forget(String prefix) {
    branches.keySet().removeIf(path -> path.startsWith(prefix));
    groups.keySet().removeIf(path -> path.startsWith(prefix));
  }
}
