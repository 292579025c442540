package io.maestro.knowledge;

/**
 * A place that keeps knowledge: what an adapter implements.
 *
 * <p>An implementation keeps one {@link Dossier} for each subject and leaves the rules to it:
 * {@link Dossier#with} to record, {@link Dossier#weigh} to answer. It takes the time at which
 * something is recorded, and the current moment of a query that names none, from its context.
 *
 * <p><b>Threading:</b> every method is called from many threads at once and must not block for I/O;
 * futures may complete on any thread. <b>Ordering:</b> recordings on one subject are atomic: of any
 * number at the same time each counts once. What was recorded before a query began is seen by it.
 * Answers are in the order of {@link Knowledge#MOST_TRUSTED_FIRST}. <b>Failure:</b> complete the
 * future with a {@link io.maestro.store.StoreException}; what failed has recorded nothing, unless
 * the exception says that this is unknown. After {@link #close()} with a {@link
 * io.maestro.error.ClosedException}. <b>Lifecycle:</b> opened by the maestro through a {@link
 * KnowledgeStoreFactory}, closed by it.
 */
public interface KnowledgeStore extends KnowledgeBase, AutoCloseable {
  /** Completes what was accepted, then closes what the store itself opened. Idempotent. */
  @Override
  void close();
}
