package io.maestro.core.engine;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a strand that was left waits for.
 *
 * @param kind what wakes it
 * @param due when it goes on by time, or null
 * @param inbox the inbox of which a letter wakes it, or null
 * @param description what it waits for, in words
 */
record Wait(Kind kind, @Nullable Instant due, @Nullable String inbox, String description) {
  enum Kind {
    /** Time or mail: survives without the session. */
    DURABLE,
    /** Another strand of the session. */
    BRANCH,
    /** Something that only this session knows of: a stage, a permit. */
    RESIDENT,
    /** A write that the store has not confirmed: the session must not end before. */
    WRITE,
    /** The run is paused. */
    PAUSED,
    /** The run is ending or being given up: nothing wakes it. */
    STOPPED
  }

  static final Wait STOPPED = new Wait(Kind.STOPPED, null, null, "the end of the run");
  static final Wait PAUSED = new Wait(Kind.PAUSED, null, null, "being resumed");

  static Wait until(Instant due, String description) {
    return new Wait(Kind.DURABLE, due, null, description);
  }

  static Wait mail(String inbox, @Nullable Instant due, String description) {
    return new Wait(Kind.DURABLE, due, inbox, description);
  }

  static Wait branch(String description) {
    return new Wait(Kind.BRANCH, null, null, description);
  }

  static Wait write(@Nullable Instant retry, String description) {
    return new Wait(Kind.WRITE, retry, null, description);
  }

  static Wait resident(String description) {
    return new Wait(Kind.RESIDENT, null, null, description);
  }

  Optional<Instant> dueAt() {
    return Optional.ofNullable(due);
  }
}
