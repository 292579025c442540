package io.maestro.store;

import io.maestro.run.Page;
import io.maestro.run.RunId;
import io.maestro.run.RunQuery;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Runs with their journals and inboxes; see {@link StateStore} for the rules of all facets.
 *
 * <p>Times that decide - leases, what is due - are read from the store's own clock, never from a
 * request.
 */
public interface RunStore {
  /** The largest number of letters in one inbox. */
  int MAX_LETTERS = 10_000;

  /** How long a delivered letter's id is remembered at least. */
  Duration DEDUP_WINDOW = Duration.ofDays(1);

  /**
   * Creates a run unless there is one with its id; owned at once if the request says so, else due
   * at once.
   */
  CompletionStage<Creation> create(NewRun run);

  /**
   * Gives runs to a node: those that nobody owns and that are due or have a letter that they await,
   * and those whose lease has expired. Each claim raises the run's epoch by one.
   *
   * @return the runs given, and when the next one will be due
   */
  CompletionStage<Claims> claim(ClaimRequest request);

  /**
   * Prolongs leases, in one go.
   *
   * @return the leases that were lost, and the mail of the other runs that its owner has not seen
   */
  CompletionStage<Renewal> renew(Collection<HeldRun> held, Duration leaseFor);

  /**
   * Makes one atomic change under a lease.
   *
   * @return fails with {@link StaleEpochException}, having changed nothing, if the run's epoch is
   *     not the lease's or the run has ended
   */
  CompletionStage<Void> write(RunWrite write);

  /**
   * Puts a letter into a run's inbox; one whose id was delivered to the run within {@link
   * #DEDUP_WINDOW} is not taken in again.
   */
  CompletionStage<Delivery> deliver(RunId to, Letter letter);

  /** Returns a run, or empty if there is none. */
  CompletionStage<Optional<RunRecord>> find(RunId run);

  /**
   * Returns a run's steps, in the order in which they were first recorded; empty if there is none.
   */
  CompletionStage<List<StepRecord>> journal(RunId run);

  /** Lists runs by id. */
  CompletionStage<Page<RunRecord>> query(RunQuery query);

  /** Counts runs, whatever the query's page. */
  CompletionStage<Long> count(RunQuery query);

  /**
   * Deletes ended runs with their journals; live ones are left alone.
   *
   * @return how many were deleted, at most the query's limit
   */
  CompletionStage<Integer> purge(RunQuery query);
}
