package io.maestro.jdbc.postgres;

import io.maestro.store.StoreException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** What PostgreSQL's failures mean: what may be tried again, and when. */
final class PgFailures {
  /** How often anything is tried before its caller is told that it failed. */
  static final int ATTEMPTS = 10;

  private static final Duration FIRST = Duration.ofMillis(50);
  private static final Duration LONGEST = Duration.ofSeconds(2);

  /** Serialization failure, deadlock, lock not available: rolled back, and worth another try. */
  private static final Set<String> ROLLED_BACK = Set.of("40001", "40P01", "55P03");

  /** The server is told to stop, has crashed, or is starting. */
  private static final Set<String> SERVER_AWAY = Set.of("57P01", "57P02", "57P03");

  private PgFailures() {}

  /** Returns whether the same may succeed if it is done again. */
  static boolean isPassing(SQLException failure) {
    return ROLLED_BACK.contains(state(failure)) || isConnectionLost(failure);
  }

  /** Returns whether the connection is of no use any more. */
  static boolean isConnectionLost(SQLException failure) {
    String state = state(failure);
    return state.startsWith("08")
        || SERVER_AWAY.contains(state)
        || failure instanceof SQLTransientConnectionException
        || failure instanceof SQLRecoverableException;
  }

  private static String state(SQLException failure) {
    String state = failure.getSQLState();
    return state == null ? "" : state;
  }

  /** Returns how long to wait before the attempt after one: any time up to a bound that doubles. */
  static Duration backoff(int attempt) {
    long bound =
        Math.min(LONGEST.toNanos(), FIRST.toNanos() << Math.min(10, Math.max(0, attempt - 1)));
    return Duration.ofNanos(ThreadLocalRandom.current().nextLong(bound + 1));
  }

  static StoreException failed(String what, boolean inDoubt, Exception cause) {
    return new StoreException(
        "PostgreSQL: %s failed%s, %s; %s"
            .formatted(
                what,
                cause instanceof SQLException sql ? " (SQLState " + sql.getSQLState() + ")" : "",
                inDoubt ? "whether it took effect is unknown" : "nothing was changed",
                advice(cause)),
        cause);
  }

  private static String advice(Exception cause) {
    if (!(cause instanceof SQLException sql)) {
      return "see the cause";
    }
    if (isConnectionLost(sql)) {
      return "the server could not be reached, or was lost on the way: try again when it is back";
    }
    return switch (state(sql)) {
      case "42P01" -> "a table is missing: choose CREATE, or run what script() prints";
      case "42501" -> "the user lacks a right";
      case "53100" -> "the server's disk is full";
      case "22021" -> "a name has a character that PostgreSQL can't store";
      default ->
          ROLLED_BACK.contains(state(sql)) ? "others were in the way: try again" : "see the cause";
    };
  }
}
