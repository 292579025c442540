package io.maestro.store;

import static java.util.Objects.requireNonNull;

import io.maestro.log.RunLog;
import io.maestro.time.TimeSource;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * What the engine lends a store. None of it is the store's to close.
 *
 * @param time the one source of time
 * @param executor where the store may run work of its own
 * @param log where it reports what no caller waits for
 * @param signals what it tells of events that this maestro did not cause
 * @param finishedRetention how long an ended run is kept
 */
public record StoreContext(
    TimeSource time,
    Executor executor,
    RunLog log,
    StoreSignals signals,
    Duration finishedRetention) {
  /** Checks the parts. */
  public StoreContext {
    requireNonNull(time, "time");
    requireNonNull(executor, "executor");
    requireNonNull(log, "log");
    requireNonNull(signals, "signals");
    requireNonNull(finishedRetention, "finishedRetention");
  }
}
