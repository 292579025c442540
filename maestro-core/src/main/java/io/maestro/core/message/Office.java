package io.maestro.core.message;

import io.maestro.message.DeadLetter;
import io.maestro.message.Envelope;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** What all addresses share: envelopes, counts and dead letters. Thread-safe. */
final class Office {
  final MessageSetup setup;
  final Counters counters = new Counters();
  final DeadLetters deadLetters;
  private final AtomicLong sequence = new AtomicLong();

  Office(MessageSetup setup) {
    this.setup = setup;
    this.deadLetters = new DeadLetters(setup);
  }

  Envelope envelope(String address, Optional<String> correlation) {
    return envelope(address, correlation, setup.time().now(), Optional.empty());
  }

  Envelope envelope(
      String address, Optional<String> correlation, Instant now, Optional<Instant> deadline) {
    return new Envelope(
        setup.node(), sequence.incrementAndGet(), address, now, correlation, deadline);
  }

  /** Notes a message that was not accepted. */
  void refused(Envelope envelope, Object message, DeadLetter.Reason reason) {
    counters.refused.increment();
    deadLetters.add(envelope, message, reason);
  }

  /** Notes a message that was accepted and is not handed over. */
  void dropped(Envelope envelope, Object message, DeadLetter.Reason reason) {
    counters.dropped.increment();
    deadLetters.add(envelope, message, reason);
  }

  /** Notes a message whose handler threw. */
  void failed(Envelope envelope, Object message, Throwable thrown) {
    counters.failed.increment();
    deadLetters.add(envelope, message, thrown);
  }
}
