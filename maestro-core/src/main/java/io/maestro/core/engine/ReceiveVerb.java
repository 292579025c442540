package io.maestro.core.engine;

import io.maestro.codec.Payload;
import io.maestro.message.Endpoint;
import io.maestro.run.RecordedStep.Verb;
import io.maestro.store.Letter;
import io.maestro.store.StepRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A message taken from the run's inbox, or that none came in time. */
final class ReceiveVerb<M> extends Verbs {
  private final Endpoint<M> endpoint;
  private final Duration atMost;

  ReceiveVerb(FlowScope scope, String path, Endpoint<M> endpoint, Duration atMost) {
    super(scope, path);
    this.endpoint = endpoint;
    this.atMost = atMost;
  }

  Optional<M> run() {
    scope.beginVerb();
    Entry entry = session.enter(pass, path, Verb.RECEIVE);
    session.recorder().awaitUnsaved(pass, entry);
    while (!entry.isFinal()) {
      session.gateButDue(scope);
      proceed(entry);
    }
    Payload value = passed(entry).value().orElseThrow();
    return value.isNone() ? Optional.empty() : Optional.of(decode(value, endpoint.type()));
  }

  private void proceed(Entry entry) {
    Optional<Letter> letter = session.control().takeLetter(endpoint.name());
    if (letter.isPresent()) {
      record(entry, done(entry, 1, letter.get().content()), List.of(), List.of(letter.get().id()));
    } else {
      waitFor(entry);
    }
  }

  private void waitFor(Entry entry) {
    StepRecord begun = entry.record;
    if (begun == null && (atMost.isZero() || atMost.isNegative())) {
      record(entry, done(entry, 1, Payload.none()));
    } else if (begun == null) {
      record(entry, pending(entry, 1, Optional.empty(), Optional.of(session.after(atMost))));
    } else {
      waitUntil(entry, begun.dueAt().orElseThrow());
    }
  }

  private void waitUntil(Entry entry, Instant due) {
    if (due.isAfter(session.time().now())) {
      throw pass.leave(
          Wait.mail(endpoint.name(), due, "a message at " + endpoint.name() + " for " + path));
    }
    record(entry, done(entry, 1, Payload.none()));
  }
}
