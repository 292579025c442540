package io.maestro.jdbc.sql;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A connection with the statements prepared on it. Used by one thread at a time. */
public final class SqlSession implements AutoCloseable {
  private static final int STATEMENTS = 200;

  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new LinkedHashMap<>(64, 0.75f, true);

  /** Makes a value of the row that a result stands at. */
  @FunctionalInterface
  public interface RowReader<T> {
    /** Returns the value. */
    T read(ResultSet row) throws SQLException;
  }

  /** Creates the session of a connection, which it closes. */
  public SqlSession(Connection connection) {
    this.connection = connection;
  }

  /** Returns the connection. */
  public Connection connection() {
    return connection;
  }

  /** Executes a statement that changes rows, and returns how many. */
  public int update(String sql, @Nullable Object... arguments) throws SQLException {
    return prepared(sql, arguments).executeUpdate();
  }

  /** Returns what a query finds. */
  public <T> List<T> list(String sql, RowReader<T> reader, @Nullable Object... arguments)
      throws SQLException {
    try (ResultSet rows = prepared(sql, arguments).executeQuery()) {
      List<T> found = new ArrayList<>();
      while (rows.next()) {
        found.add(reader.read(rows));
      }
      return found;
    }
  }

  /** Returns the first row that a query finds. */
  public <T> Optional<T> first(String sql, RowReader<T> reader, @Nullable Object... arguments)
      throws SQLException {
    try (ResultSet rows = prepared(sql, arguments).executeQuery()) {
      return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
    }
  }

  private PreparedStatement prepared(String sql, @Nullable Object... arguments)
      throws SQLException {
    PreparedStatement statement = statements.get(sql);
    if (statement == null) {
      closeEldest();
      statement = connection.prepareStatement(sql);
      statements.put(sql, statement);
    }
    for (int i = 0; i < arguments.length; i++) {
      bind(statement, i + 1, arguments[i]);
    }
    return statement;
  }

  private static void bind(PreparedStatement statement, int index, @Nullable Object argument)
      throws SQLException {
    if (argument == null) {
      statement.setNull(index, Types.NULL);
    } else if (argument instanceof String text) {
      statement.setString(index, text);
    } else if (argument instanceof Long number) {
      statement.setLong(index, number);
    } else if (argument instanceof Integer number) {
      statement.setInt(index, number);
    } else if (argument instanceof byte[] bytes) {
      statement.setBytes(index, bytes);
    } else if (argument instanceof Array array) {
      statement.setArray(index, array);
    } else {
      statement.setObject(index, argument);
    }
  }

  private void closeEldest() throws SQLException {
    if (statements.size() >= STATEMENTS) {
      String eldest = statements.keySet().iterator().next();
      PreparedStatement gone = statements.remove(eldest);
      if (gone != null) {
        gone.close();
      }
    }
  }

  @Override
  public void close() throws SQLException {
    statements.clear(); // the connection closes them
    connection.close();
  }
}
