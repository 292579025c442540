package io.maestro.samples.lab;

import io.maestro.monitor.MaestroListener;
import io.maestro.run.RecordedStep;
import io.maestro.run.RunId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts which code has run in this start, and so is not read back. Thread-safe. */
final class Executions implements MaestroListener {
  private record Code(RunId run, String path) {}

  private final Map<Code, Integer> counts = new ConcurrentHashMap<>();

  @Override
  public void stepRecorded(RunId run, RecordedStep step) {
    boolean ran = step.state().isFinal() || step.failure().isPresent(); // else its intent
    if (ran) {
      counts.merge(new Code(run, step.path()), 1, Integer::sum);
    }
  }

  /** Returns how often a step's outcome was recorded in this start. */
  int of(RunId run, RecordedStep step) {
    return counts.getOrDefault(new Code(run, step.path()), 0);
  }

  /** Returns how often any step's outcome was recorded in this start. */
  int all() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
