package io.maestro.core.life;

import io.maestro.kind.StrategyKind;
import io.maestro.pipeline.Candidate;
import io.maestro.pipeline.ResearchTask;
import io.maestro.run.RunId;
import io.maestro.strategy.Lineage;
import io.maestro.strategy.Strategy;
import io.maestro.strategy.StrategyRef;
import io.maestro.strategy.ValidationReport;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** What a run has developed, before it has a version's number. */
record NewVersion<S>(
    StrategyKind<?, ?, S, ?> kind,
    Candidate<?, ?, S> candidate,
    ValidationReport report,
    RunId run,
    Instant at) {

  String name() {
    return StoredStrategies.nameOf(candidate.request().topic());
  }

  Strategy<S> after(OptionalInt last) {
    return new Strategy<>(
        new StrategyRef(kind.name(), name(), last.orElse(0) + 1),
        candidate.spec(),
        candidate.metrics(),
        report,
        lineage(last),
        at);
  }

  private Lineage lineage(OptionalInt last) {
    ResearchTask request = candidate.request();
    Optional<ResearchTask.Revision> revision = request.revision();
    return new Lineage(
        run,
        revision.map(follows -> OptionalInt.of(follows.of().version())).orElse(last),
        revision.map(ResearchTask.Revision::because).orElse("developed on " + request.topic()),
        new Lineage.Origin(request.topic(), request.parameters(), candidate.analysis().context()),
        candidate.research().sources(),
        candidate.trials().size());
  }
}
