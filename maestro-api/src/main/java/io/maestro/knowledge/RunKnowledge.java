package io.maestro.knowledge;

/**
 * What a step may know, and what it learns. Thread-safe.
 *
 * <p>A run sees what was known when it was first started, the same after a restart or a takeover:
 *
 * <ul>
 *   <li>only what was recorded up to and including the moment at which the run was created, by the
 *       clock that wrote it. Several things can happen at one moment, on virtual time even a whole
 *       run: what is recorded at the very moment of the run's creation is seen from then on;
 *   <li>never what the run has recorded itself;
 *   <li>weighed as of that same moment, unless the query says {@code asOf}. One that does is
 *       answered as of the moment it names, earlier or later; this widens nothing, since it only
 *       sees what was recorded in time.
 * </ul>
 *
 * <p>A child run, and a run that retries a failed one, is a run of its own with a moment of its
 * own. A query is an input from outside: ask it within a step, and return from the step what the
 * flow needs.
 */
public interface RunKnowledge {
  /**
   * Returns what was known when the run was first started; waits for the answer.
   *
   * @throws InterruptedException if the attempt should stop
   * @throws io.maestro.error.MaestroException if the base can't answer
   */
  KnowledgeBundle query(KnowledgeQuery query) throws InterruptedException;

  /**
   * Records a lesson and waits until it is durable.
   *
   * <p>However often the step is attempted, it counts once for each subject; lessons with ids of
   * their own ({@link Lesson#id}) count once for each id. The first one recorded stands.
   *
   * @return the evidence as it stands
   * @throws InterruptedException if the attempt should stop; whether it was recorded is unknown
   *     then
   * @throws io.maestro.error.MaestroException if the base can't record it
   */
  Evidence record(Lesson lesson) throws InterruptedException;
}
