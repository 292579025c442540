package io.maestro.testkit.tck;

import static io.maestro.testkit.tck.Words.text;

import io.maestro.run.RunId;
import io.maestro.store.NewRun;
import io.maestro.store.StepRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds a run that has something special, owned by the first node; not thread-safe. */
final class Runs {
  private final String id;
  private String workflow = "flow";
  private Optional<Instant> deadline = Optional.empty();
  private Map<String, String> tags = Map.of();
  private Map<String, String> context = Map.of();
  private Optional<NewRun.ParentCall> parent = Optional.empty();
  private List<StepRecord> journal = List.of();

  Runs(String id) {
    this.id = id;
  }

  Runs workflow(String name) {
    workflow = name;
    return this;
  }

  Runs deadline(Instant at) {
    deadline = Optional.of(at);
    return this;
  }

  Runs tags(Map<String, String> given) {
    tags = given;
    return this;
  }

  Runs context(Map<String, String> given) {
    context = given;
    return this;
  }

  Runs parent(String run, String inbox) {
    parent = Optional.of(new NewRun.ParentCall(RunId.of(run), inbox));
    return this;
  }

  Runs journal(StepRecord... steps) {
    journal = List.of(steps);
    return this;
  }

  NewRun build() {
    return new NewRun(
        RunId.of(id),
        workflow,
        text("in"),
        deadline,
        tags,
        context,
        parent,
        journal,
        Optional.of(Given.NODE),
        Given.LEASE);
  }
}
