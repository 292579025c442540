package io.maestro.core.log;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Stands in a log for an exception whose message must not be shown as it is: it has that one's
 * stack trace, and says its class and the changed message.
 */
final class StandIn extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private StandIn(String message, Throwable original) {
    super(message);
    setStackTrace(original.getStackTrace());
  }

  /**
   * Returns the exception if the change leaves its messages as they are, and those of all that it
   * holds; else its stand-in.
   */
  static Throwable unlessSame(Throwable original, UnaryOperator<String> change) {
    return isSame(original, change, none()) ? original : copy(original, change, none());
  }

  private static Set<Throwable> none() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  private static boolean isSame(
      Throwable original, UnaryOperator<String> change, Set<Throwable> seen) {
    if (!seen.add(original)) {
      return true;
    }
    String message = messageOf(original);
    if (!change.apply(message).equals(message)) {
      return false;
    }
    for (Throwable suppressed : original.getSuppressed()) {
      if (!isSame(suppressed, change, seen)) {
        return false;
      }
    }
    return original.getCause() == null || isSame(original.getCause(), change, seen);
  }

  private static Throwable copy(
      Throwable original, UnaryOperator<String> change, Set<Throwable> seen) {
    StandIn copy = new StandIn(change.apply(messageOf(original)), original);
    if (!seen.add(original)) {
      return copy; // it is its own cause: once is enough
    }
    if (original.getCause() != null) {
      copy.initCause(copy(original.getCause(), change, seen));
    }
    for (Throwable suppressed : original.getSuppressed()) {
      copy.addSuppressed(copy(suppressed, change, seen));
    }
    return copy;
  }

  /** Returns class and message; an exception's own code may throw. */
  private static String messageOf(Throwable original) {
    try {
      return original instanceof StandIn
          ? String.valueOf(original.getMessage()) // which has the first one's class already
          : String.valueOf(original);
    } catch (RuntimeException broken) {
      return original.getClass().getName();
    }
  }
}
