package io.maestro.core.life;

import java.util.concurrent.Callable;

/** Calls a host's pipelines. */
public final class Calling {
  private Calling() {}

  /**
   * Calls a pipeline and returns its decision.
   *
   * @throws PipelineFailedException if it threw a checked exception or returned null; what it threw
   *     unchecked passes as it is
   */
  public static <T> T pipeline(String name, Callable<T> call) {
    T decision;
    try {
      decision = call.call();
    } catch (RuntimeException unchecked) {
      throw unchecked;
    } catch (Exception checked) { // the edge of user code, which may throw anything
      throw new PipelineFailedException("the " + name + " pipeline threw " + checked, checked);
    }
    if (decision == null) {
      throw new PipelineFailedException("the " + name + " pipeline returned null", null);
    }
    return decision;
  }
}
