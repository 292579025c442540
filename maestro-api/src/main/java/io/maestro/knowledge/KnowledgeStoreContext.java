package io.maestro.knowledge;

import static java.util.Objects.requireNonNull;

import io.maestro.log.RunLog;
import io.maestro.time.TimeSource;
import java.util.concurrent.Executor;

/**
 * What the maestro lends a place for knowledge. None of it is the place's to close.
 *
 * @param time the one source of time: its wall clock says when something is recorded
 * @param executor where the store may run work of its own
 * @param log where it reports what no caller waits for
 */
public record KnowledgeStoreContext(TimeSource time, Executor executor, RunLog log) {
  /** Checks the parts. */
  public KnowledgeStoreContext {
    requireNonNull(time, "time");
    requireNonNull(executor, "executor");
    requireNonNull(log, "log");
  }
}
