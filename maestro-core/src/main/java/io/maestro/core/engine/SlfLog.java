package io.maestro.core.engine;

import io.maestro.log.RunLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * A log over SLF4J that adds the run's ids to the context of each line.
 *
 * @param run the run's id, or empty
 * @param workflow the workflow's name, or empty
 * @param step the step, or empty
 */
record SlfLog(String run, String workflow, String step) implements RunLog {
  private static final Logger LOG = LoggerFactory.getLogger("io.maestro");

  static SlfLog ofMaestro() {
    return new SlfLog("", "", "");
  }

  @Override
  public void debug(String message) {
    inContext(() -> LOG.debug(OneLine.of(message)));
  }

  @Override
  public void info(String message) {
    inContext(() -> LOG.info(OneLine.of(message)));
  }

  @Override
  public void warn(String message) {
    inContext(() -> LOG.warn(OneLine.of(message)));
  }

  @Override
  public void error(String message, @Nullable Throwable cause) {
    inContext(() -> LOG.error(OneLine.of(message), cause));
  }

  private void inContext(Runnable line) {
    String runBefore = MDC.get(RunMdc.RUN);
    String workflowBefore = MDC.get(RunMdc.WORKFLOW);
    String stepBefore = MDC.get(RunMdc.STEP);
    try {
      set(RunMdc.RUN, run.isEmpty() ? runBefore : run);
      set(RunMdc.WORKFLOW, workflow.isEmpty() ? workflowBefore : workflow);
      set(RunMdc.STEP, step.isEmpty() ? stepBefore : step);
      line.run();
    } catch (RuntimeException brokenLog) {
      // There is nowhere left to report it, and a log must not break a step.
      return;
    } finally {
      set(RunMdc.RUN, runBefore);
      set(RunMdc.WORKFLOW, workflowBefore);
      set(RunMdc.STEP, stepBefore);
    }
  }

  private static void set(String key, @Nullable String value) {
    if (value == null) {
      MDC.remove(key);
    } else {
      MDC.put(key, value);
    }
  }
}
