package io.maestro.jdbc.sqlite;

import io.maestro.store.StoreException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What SQLite's failures mean to a caller. */
final class SqliteFailures {
  private SqliteFailures() {}

  static StoreException withoutEffect(String what, Path file, Exception cause) {
    return new StoreException(
        "%s: %s failed%s, nothing was changed; %s"
            .formatted(file, what, code(cause), advice(cause)),
        cause);
  }

  static StoreException unknown(String what, Path file, Exception cause) {
    return new StoreException(
        "%s: %s could not be committed%s, and whether it will be found later is unknown; %s"
            .formatted(file, what, code(cause), advice(cause)),
        cause);
  }

  private static String code(Exception cause) {
    if (cause instanceof SQLiteException sqlite) {
      return " (" + sqlite.getResultCode() + ")";
    }
    return cause instanceof SQLException sql ? " (SQLState " + sql.getSQLState() + ")" : "";
  }

  private static String advice(Exception cause) {
    if (!(cause instanceof SQLiteException sqlite)) {
      return "see the cause";
    }
    return switch (primary(sqlite)) {
      case SQLITE_BUSY, SQLITE_LOCKED -> "another program is writing to the file: end it";
      case SQLITE_FULL -> "the disk is full";
      case SQLITE_NOTADB -> "the file is no SQLite database: choose another one";
      case SQLITE_CORRUPT -> "the file is damaged: restore a backup";
      case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM ->
          "the file and its folder must be writable";
      case SQLITE_IOERR -> "the disk does not do as it should: look at it";
      case SQLITE_TOOBIG -> "the value is too large for SQLite";
      default -> "see the cause";
    };
  }

  /** Returns the code that an extended code belongs to, which is its lowest byte. */
  private static SQLiteErrorCode primary(SQLiteException failure) {
    return SQLiteErrorCode.getErrorCode(failure.getResultCode().code & 0xff);
  }
}
