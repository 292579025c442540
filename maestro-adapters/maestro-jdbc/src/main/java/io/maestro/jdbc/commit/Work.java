package io.maestro.jdbc.commit;

import io.maestro.jdbc.sql.SqlSession;
import io.maestro.store.StaleEpochException;
import io.maestro.store.VersionConflictException;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One thing to do on the database, and the stage that tells what became of it.
 *
 * <p>It may be done several times, until a transaction with it is committed; only then is it told.
 *
 * @param <T> what it gives
 */
public class Work<T> {
  private final String what;
  private final Code<T> code;
  private final boolean isTurn;
  private final CompletableFuture<T> done = new CompletableFuture<>();
  private @Nullable T value;
  private @Nullable RuntimeException refusal;
  private int attempts;
  private boolean inDoubt;

  /** What is done within a transaction; may give null if {@code T} is {@code Void}. */
  @FunctionalInterface
  public interface Code<T> {
    /**
     * Does it.
     *
     * @throws StaleEpochException if it is refused; nothing may have been changed then
     * @throws VersionConflictException if it is refused; nothing may have been changed then
     */
    @Nullable T run(SqlSession tx) throws SQLException;
  }

  /** Creates the work, named for messages as what it is. */
  public Work(String what, Code<T> code) {
    this(what, code, false);
  }

  private Work(String what, Code<T> code, boolean isTurn) {
    this.what = what;
    this.code = code;
    this.isTurn = isTurn;
  }

  /** Returns work that is nothing but a turn: whoever waits for it works on a thread of his own. */
  static Work<Void> turn(String what) {
    return new Work<>(
        what,
        tx -> {
          throw new IllegalStateException("a turn is taken, not done");
        },
        true);
  }

  boolean isTurn() {
    return isTurn;
  }

  /** Returns what it is, for messages. */
  public final String what() {
    return what;
  }

  /** Returns the stage that tells what became of it. */
  public final CompletableFuture<T> done() {
    return done;
  }

  /** Does it within a transaction. What it gives or refuses is told when that is committed. */
  public final void run(SqlSession tx) throws SQLException {
    value = null;
    refusal = null;
    try {
      value = code.run(tx);
    } catch (StaleEpochException | VersionConflictException refused) {
      refusal = refused;
    }
  }

  /** Notes that it is refused within a transaction that may still be committed. */
  public final void refused(RuntimeException why) {
    refusal = why;
  }

  /** Says that its transaction is committed. */
  public final void committed() {
    RuntimeException refused = refusal;
    if (refused != null) {
      done.completeExceptionally(refused);
    } else {
      done.complete(value);
    }
  }

  /** Says that it could not be done. */
  public final void failed(RuntimeException failure) {
    done.completeExceptionally(failure);
  }

  /** Notes that it is tried once more, and returns how often it has been. */
  public final int nextAttempt() {
    return ++attempts;
  }

  /** Notes that a commit with it may or may not have happened. */
  public final void mayBeDone() {
    inDoubt = true;
  }

  /** Returns whether a commit with it may have happened. */
  public final boolean isInDoubt() {
    return inDoubt;
  }
}
