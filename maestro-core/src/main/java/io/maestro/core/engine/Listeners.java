package io.maestro.core.engine;

import io.maestro.log.RunLog;
import io.maestro.message.DeadLetter;
import io.maestro.monitor.MaestroListener;
import io.maestro.recovery.RecoveryReport;
import io.maestro.run.RunId;
import io.maestro.run.RunInfo;
import io.maestro.store.StepRecord;
import java.util.List;
import java.util.function.Consumer;

/** Tells all listeners, none of which can harm a run or another listener. */
final class Listeners {
  private final List<MaestroListener> listeners;
  private final RunLog log;

  Listeners(List<MaestroListener> listeners, RunLog log) {
    this.listeners = List.copyOf(listeners);
    this.log = log;
  }

  boolean isEmpty() {
    return listeners.isEmpty();
  }

  void runAccepted(RunInfo run) {
    tell(listener -> listener.runAccepted(run));
  }

  void runChanged(RunInfo run) {
    tell(listener -> listener.runChanged(run));
  }

  void runEnded(RunInfo run) {
    tell(listener -> listener.runEnded(run));
  }

  void stepRecorded(RunId run, StepRecord step) {
    if (!listeners.isEmpty()) {
      tell(listener -> listener.stepRecorded(run, step.info()));
    }
  }

  void stepsNotAskedFor(RunId run, List<String> paths) {
    log.warn("run " + run + " ended without asking for its recorded steps " + paths);
    tell(listener -> listener.stepsNotAskedFor(run, paths));
  }

  void recovered(RecoveryReport report) {
    if (report.parked().isEmpty()) {
      log.info("the start found unfinished runs: " + report);
    } else {
      log.warn("the start found unfinished runs: " + report);
    }
    tell(listener -> listener.recovered(report));
  }

  void deadLetter(DeadLetter letter) {
    tell(listener -> listener.deadLetter(letter));
  }

  void problem(String where, Throwable cause) {
    log.error(where, cause);
    tell(listener -> listener.problem(where, cause));
  }

  void tell(Consumer<MaestroListener> news) {
    for (MaestroListener listener : listeners) {
      try {
        news.accept(listener);
      } catch (RuntimeException | Error broken) { // a listener never breaks a run
        log.error("a listener threw", broken);
      }
    }
  }
}
