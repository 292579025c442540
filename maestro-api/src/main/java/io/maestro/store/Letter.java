package io.maestro.store;

import static java.util.Objects.requireNonNull;

import io.maestro.codec.Payload;

/**
 * A message in, or on its way to, a run's inbox.
 *
 * @param id unique per run: a letter that is delivered twice arrives once
 * @param inbox the inbox; one that starts with {@link #CONTROL} always makes the run claimable
 * @param content the message
 */
public record Letter(String id, String inbox, Payload content) {
  /** The first character of the inboxes that are the engine's own. */
  public static final String CONTROL = "$";

  /** Checks the parts. */
  public Letter {
    requireNonNull(id, "id");
    requireNonNull(inbox, "inbox");
    requireNonNull(content, "content");
  }

  /** Returns whether the letter is one of the engine's own. */
  public boolean isControl() {
    return inbox.startsWith(CONTROL);
  }
}
