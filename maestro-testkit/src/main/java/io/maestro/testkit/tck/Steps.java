package io.maestro.testkit.tck;

import static io.maestro.testkit.tck.Words.text;

import io.maestro.codec.Payload;
import io.maestro.run.Failure;
import io.maestro.run.RecordedStep;
import io.maestro.store.StepRecord;
import io.maestro.testkit.time.VirtualTime;
import java.time.Instant;
import java.util.Optional;

/** Builds a step that has something special; not thread-safe. */
final class Steps {
  private final String path;
  private RecordedStep.Verb verb = RecordedStep.Verb.STEP;
  private RecordedStep.State state = RecordedStep.State.DONE;
  private Optional<Payload> value = Optional.of(text("value"));
  private Optional<Failure> failure = Optional.empty();
  private Optional<Instant> dueAt = Optional.empty();
  private long round;
  private Instant recordedAt = VirtualTime.DEFAULT_START;

  Steps(String path) {
    this.path = path;
  }

  Steps verb(RecordedStep.Verb asked) {
    verb = asked;
    return this;
  }

  Steps state(RecordedStep.State reached) {
    state = reached;
    return this;
  }

  Steps value(Optional<Payload> content) {
    value = content;
    return this;
  }

  Steps failure(Failure last) {
    failure = Optional.of(last);
    return this;
  }

  Steps dueAt(Instant at) {
    dueAt = Optional.of(at);
    return this;
  }

  Steps round(long next) {
    round = next;
    return this;
  }

  Steps recordedAt(Instant at) {
    recordedAt = at;
    return this;
  }

  StepRecord build() {
    return new StepRecord(path, verb, state, 3, value, failure, dueAt, round, recordedAt);
  }
}
