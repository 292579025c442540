package io.maestro.pipeline;

import io.maestro.flow.FlowContext;
import io.maestro.metric.Observation;

/**
 * Collects how a version does now: by its own means, or from what its executions reported. Each
 * observation counts as a new one, so one made from reports should be of {@link
 * MonitoringTask#news()}. See the package for threading and failure.
 *
 * @param <S> the type of the specification
 */
@FunctionalInterface
public interface Monitoring<S> {
  /**
   * Observes a version.
   *
   * @return what was observed, {@link Observation#none()} if there is nothing
   * @throws Exception to fail the run
   */
  Observation observe(MonitoringTask<S> task, FlowContext flow) throws Exception;
}
