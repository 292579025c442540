package io.maestro.testkit.tck;

import io.maestro.log.LogFields;
import io.maestro.log.RunLog;
import io.maestro.metric.MetricKey;
import io.maestro.run.RunId;
import io.maestro.store.StoreContext;
import io.maestro.store.StoreSignals;
import io.maestro.testkit.time.VirtualTime;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a store is lent where there is no engine: it may signal and log, and nobody listens. */
final class LentContext {
  private LentContext() {}

  static StoreContext on(VirtualTime time, Duration retention) {
    return new StoreContext(time, time.executor(), new NoLog(), new NoSignals(), retention);
  }

  private record NoSignals() implements StoreSignals {
    @Override
    public void newWork() {}

    @Override
    public void newMail(RunId run) {}
  }

  private record NoLog() implements RunLog {
    @Override
    public void debug(String message) {}

    @Override
    public void info(String message) {}

    @Override
    public void warn(String message) {}

    @Override
    public void event(String name, LogFields fields) {}

    @Override
    public void error(String message, @Nullable Throwable cause, LogFields fields) {}

    @Override
    public void metric(MetricKey key, double value, LogFields fields) {}
  }
}
