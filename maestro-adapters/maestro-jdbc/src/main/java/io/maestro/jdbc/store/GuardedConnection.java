package io.maestro.jdbc.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A connection in the hands of host code: what would end its transaction is refused, and after the
 * code nothing can be done with it any more.
 */
public final class GuardedConnection implements InvocationHandler {
  private static final Set<String> REFUSED =
      Set.of(
          "commit",
          "rollback",
          "close",
          "abort",
          "setAutoCommit",
          "setTransactionIsolation",
          "setReadOnly",
          "setSavepoint",
          "releaseSavepoint");

  private final Connection connection;
  private final Connection guarded;
  private volatile boolean over;

  /** Guards a connection. */
  public GuardedConnection(Connection connection) {
    this.connection = connection;
    this.guarded = proxy(Connection.class, this);
  }

  /** Returns the connection for host code. */
  public Connection forHost() {
    return guarded;
  }

  /** Says that the host's code is over. */
  public void end() {
    over = true;
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    String name = method.getName();
    if (method.getDeclaringClass() == Object.class) {
      return ofObject(proxy, method, arguments);
    }
    if (over) {
      throw new SQLException("the step that this connection was lent to is over; use it within");
    }
    if (REFUSED.contains(name)) {
      throw new SQLException(
          name + " is refused: the transaction is the store's, which ends it with the step");
    }
    if (name.equals("getAutoCommit")) {
      return false;
    }
    Object result = called(connection, method, arguments);
    return result instanceof Statement statement ? guarded(statement) : result;
  }

  private @Nullable Object ofObject(Object proxy, Method method, Object @Nullable [] arguments) {
    return switch (method.getName()) {
      case "equals" -> arguments != null && proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> "the store's transaction on " + connection;
    };
  }

  /** Returns a statement that gives the guarded connection as its own. */
  private Statement guarded(Statement statement) {
    Class<? extends Statement> type =
        statement instanceof CallableStatement
            ? CallableStatement.class
            : statement instanceof PreparedStatement ? PreparedStatement.class : Statement.class;
    return proxy(
        type,
        (proxy, method, arguments) ->
            method.getName().equals("getConnection")
                ? guarded
                : called(statement, method, arguments));
  }

  private static @Nullable Object called(
      Object target, Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            GuardedConnection.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
