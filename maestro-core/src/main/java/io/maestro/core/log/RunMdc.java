package io.maestro.core.log;

import io.maestro.store.RunRecord;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The logging context of a thread that works on a run: the caller's, and the run's ids. */
public final class RunMdc {
  static final String RUN = "maestro.run";
  static final String WORKFLOW = "maestro.workflow";
  static final String STEP = "maestro.step";

  private final @Nullable Map<String, String> before;

  private RunMdc(@Nullable Map<String, String> before) {
    this.before = before;
  }

  /** Puts the run's context on the calling thread, until {@link #leave()}. */
  public static RunMdc enter(RunRecord run) {
    RunMdc mdc = new RunMdc(MDC.getCopyOfContextMap());
    run.context().forEach(MDC::put);
    MDC.put(RUN, run.id().value());
    MDC.put(WORKFLOW, run.workflow());
    return mdc;
  }

  /** Names the step that the calling thread works on; empty for none. */
  public static void step(String path) {
    MDC.put(STEP, path);
  }

  /** Puts back the context that was there before. */
  public void leave() {
    if (before == null) {
      MDC.clear();
    } else {
      MDC.setContextMap(before);
    }
  }
}
