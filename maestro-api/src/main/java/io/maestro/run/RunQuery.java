package io.maestro.run;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which runs are wanted: by workflow, status and tags, in pages ordered by id. Immutable; each
 * method returns a changed copy.
 *
 * @param workflow the workflow's name, or empty for all
 * @param otherThan names of workflows whose runs are not wanted
 * @param statuses the statuses, or empty for all; a run's status as it was last stored, which for a
 *     live run lags behind {@link Run#info()}
 * @param tags tags that a run must have with these values
 * @param after the id after which the page starts, or empty for the first page
 * @param limit the largest number of runs in a page, 1 to 1,000
 */
public record RunQuery(
    Optional<String> workflow,
    Set<String> otherThan,
    Set<RunStatus> statuses,
    Map<String, String> tags,
    Optional<RunId> after,
    int limit) {
  /** The largest page. */
  public static final int MAX_PAGE = 1_000;

  private static final RunQuery ALL =
      new RunQuery(Optional.empty(), Set.of(), Set.of(), Map.of(), Optional.empty(), 100);

  /** Checks the limit and copies the collections. */
  public RunQuery {
    requireNonNull(workflow, "workflow");
    requireNonNull(after, "after");
    otherThan = Set.copyOf(otherThan);
    statuses = Set.copyOf(statuses);
    tags = Map.copyOf(tags);
    if (limit < 1 || limit > MAX_PAGE) {
      throw new IllegalArgumentException("limit must be 1 to " + MAX_PAGE + ": " + limit);
    }
  }

  /** Returns the query for all runs, in pages of 100. */
  public static RunQuery all() {
    return ALL;
  }

  /** Returns this query for one workflow. */
  public RunQuery workflow(String name) {
    return new RunQuery(Optional.of(name), otherThan, statuses, tags, after, limit);
  }

  /** Returns this query for all workflows but some. */
  public RunQuery workflowOtherThan(Set<String> names) {
    return new RunQuery(workflow, names, statuses, tags, after, limit);
  }

  /** Returns this query for some statuses. */
  public RunQuery status(RunStatus... wanted) {
    return new RunQuery(workflow, otherThan, Set.copyOf(Arrays.asList(wanted)), tags, after, limit);
  }

  /** Returns this query for runs that have a tag. */
  public RunQuery tag(String key, String value) {
    Map<String, String> changed = new TreeMap<>(tags);
    changed.put(requireNonNull(key, "key"), requireNonNull(value, "value"));
    return new RunQuery(workflow, otherThan, statuses, changed, after, limit);
  }

  /** Returns this query for the page after an id. */
  public RunQuery after(RunId last) {
    return new RunQuery(workflow, otherThan, statuses, tags, Optional.of(last), limit);
  }

  /** Returns this query with another size of page. */
  public RunQuery limit(int runs) {
    return new RunQuery(workflow, otherThan, statuses, tags, after, runs);
  }

  /** Returns whether a run with these properties is wanted, wherever the page starts. */
  public boolean matches(String runWorkflow, RunStatus status, Map<String, String> runTags) {
    return (workflow.isEmpty() || workflow.get().equals(runWorkflow))
        && !otherThan.contains(runWorkflow)
        && (statuses.isEmpty() || statuses.contains(status))
        && runTags.entrySet().containsAll(tags.entrySet());
  }
}
