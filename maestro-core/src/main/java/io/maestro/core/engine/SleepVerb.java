package io.maestro.core.engine;

import io.maestro.codec.Payload;
import io.maestro.run.RecordedStep.Verb;
import java.time.Duration;
import java.util.Optional;

/** A pause of the flow itself. */
final class SleepVerb extends Verbs {
  private final Duration duration;

  SleepVerb(FlowScope scope, String path, Duration duration) {
    super(scope, path);
    this.duration = duration;
  }

  void run() {
    scope.beginVerb();
    Entry entry = session.enter(pass, path, Verb.SLEEP);
    session.recorder().awaitUnsaved(pass, entry);
    while (!entry.isFinal()) {
      session.gate(scope, entry);
      boolean begins = entry.record == null && !duration.isZero() && !duration.isNegative();
      record(
          entry,
          begins
              ? pending(entry, 1, Optional.empty(), Optional.of(session.after(duration)))
              : done(entry, 1, Payload.none()));
    }
    passed(entry);
  }
}
