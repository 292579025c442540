package io.maestro.testkit.fault;

import java.time.Duration;

/** What goes wrong. */
sealed interface Effect {
  /** The node is gone. */
  record Crash() implements Effect {}

  /** The caller is told that it failed. */
  record Failure(RuntimeException thrown) implements Effect {}

  /** The caller is not told until a thaw. */
  record Hang() implements Effect {}

  /** It takes longer. */
  record Delay(Duration by) implements Effect {}
}
