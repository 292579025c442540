package io.maestro.core.optimization;

import io.maestro.execution.Reading;
import io.maestro.metric.Observation;
import io.maestro.pipeline.MonitoringTask;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a tick sees of a version.
 *
 * @param observed what the monitoring says
 * @param silentSince when the last report was made, if the monitoring says nothing and that report
 *     was judged before
 * @param judged the readings that are judged now or were before
 */
record Sight(Observation observed, Optional<Instant> silentSince, List<Reading.Id> judged) {

  static Sight of(MonitoringTask<?> task, Observation observed) {
    boolean isSilent = observed.equals(Observation.none()) && task.news().isEmpty();
    return new Sight(
        observed,
        task.latest().map(Reading::at).filter(last -> isSilent),
        Stream.of(task.live(), task.rehearsal())
            .flatMap(Optional::stream)
            .map(Reading::id)
            .toList());
  }

  /** Returns what is seen when the monitoring fails: nothing, and no reading was judged. */
  static Sight blind(MonitoringTask<?> task) {
    return new Sight(Observation.none(), Optional.empty(), task.judged());
  }
}
