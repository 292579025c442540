package io.maestro.recovery;

import static java.util.Objects.requireNonNull;

import io.maestro.run.RunId;
import java.time.Instant;
import java.util.List;

/**
 * What the start of a maestro found in its store, and what has come of it so far.
 *
 * <p>Immutable; asked for again it may say more of {@link #notAskedFor()}.
 *
 * @param at when the first look at the store was over
 * @param takenOver how many runs it took over from an owner that was lost: their steps in flight
 *     run again
 * @param resumed how many runs it took up that nobody owned and that were due
 * @param waiting how many other unfinished runs it can work on: they wait for time or mail, for
 *     room in memory, or are owned by another node
 * @param parked the unfinished runs that it leaves alone because it does not know their workflow
 * @param notAskedFor the runs among those taken over and resumed that have ended by now without
 *     asking for steps that they had recorded, at most 1,000
 */
public record RecoveryReport(
    Instant at,
    int takenOver,
    int resumed,
    long waiting,
    List<Parked> parked,
    List<NotAskedFor> notAskedFor) {
  /** Copies the lists. */
  public RecoveryReport {
    requireNonNull(at, "at");
    parked = List.copyOf(parked);
    notAskedFor = List.copyOf(notAskedFor);
  }

  /** Returns how many unfinished runs it leaves alone. */
  public long parkedRuns() {
    return parked.stream().mapToLong(Parked::runs).sum();
  }

  /** Returns the counts in one line, and the workflows that are not registered. */
  @Override
  public String toString() {
    String line = "%d taken over, %d resumed, %d waiting".formatted(takenOver, resumed, waiting);
    return parked.isEmpty()
        ? line
        : line + ", parked since their workflow is not registered: " + parked;
  }

  /**
   * Unfinished runs of a workflow that is not registered. Nothing is lost: a maestro that knows the
   * workflow goes on with them.
   *
   * @param workflow the workflow's name, such as {@code develop/lemonade}
   * @param runs how many there are, counted up to 1,000 over all workflows
   * @param examples the first of them by id, at most 10
   */
  public record Parked(String workflow, long runs, List<RunId> examples) {
    /** Copies the ids. */
    public Parked {
      requireNonNull(workflow, "workflow");
      examples = List.copyOf(examples);
    }

    @Override
    public String toString() {
      return workflow + " (" + runs + ")";
    }
  }

  /**
   * A run that its code has left behind: it ended without asking for steps that it had recorded.
   *
   * @param run the run
   * @param paths the paths of those steps, sorted
   */
  public record NotAskedFor(RunId run, List<String> paths) {
    /** Copies the paths. */
    public NotAskedFor {
      requireNonNull(run, "run");
      paths = List.copyOf(paths);
    }
  }
}
