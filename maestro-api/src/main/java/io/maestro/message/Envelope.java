package io.maestro.message;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a message without looking into it.
 *
 * @param node the maestro that sent it; made up at its start, never used by another one
 * @param sequence the number of the message among those of its maestro; later ones of one sender
 *     have higher numbers
 * @param address the name of the endpoint, topic or service
 * @param sentAt when it was sent, by the wall clock
 * @param correlationId what ties messages together that belong together: the run's id in messages
 *     that a step sent, else what {@link PipelineCommunication#correlated} was told, or empty
 * @param deadline when it is no longer worth handling, by the wall clock: of requests; else empty
 */
public record Envelope(
    String node,
    long sequence,
    String address,
    Instant sentAt,
    Optional<String> correlationId,
    Optional<Instant> deadline) {
  /** Checks that nothing is null. */
  public Envelope {
    requireNonNull(node, "node");
    requireNonNull(address, "address");
    requireNonNull(sentAt, "sentAt");
    requireNonNull(correlationId, "correlationId");
    requireNonNull(deadline, "deadline");
  }

  /** Returns the message's id, which no other message has. */
  public String id() {
    return node + "-" + sequence;
  }
}
