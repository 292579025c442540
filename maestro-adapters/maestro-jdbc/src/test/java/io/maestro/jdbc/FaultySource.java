package io.maestro.jdbc;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Real connections of which statements and commits fail as told: with a given SQLState, before or
 * after the server has done what it was asked.
 */
final class FaultySource implements DataSource {
  private final DataSource real;
  private final Queue<Fault> faults = new ArrayDeque<>();
  private final AtomicInteger commits = new AtomicInteger();
  private final AtomicInteger executions = new AtomicInteger();
  private volatile Predicate<String> counted = sql -> false;

  /** One failure to come. */
  private record Fault(Predicate<String> at, String state, boolean afterwards) {}

  FaultySource(DataSource real) {
    this.real = real;
  }

  /** The next statement with a text fails, and does nothing. */
  void failBefore(String text, String state) {
    add(new Fault(said -> said.contains(text), state, false));
  }

  /** The next statement with a text is done, and its reply is lost. */
  void loseReply(String text, String state) {
    add(new Fault(said -> said.contains(text), state, true));
  }

  private synchronized void add(Fault fault) {
    faults.add(fault);
  }

  synchronized int left() {
    return faults.size();
  }

  /** Counts the executions of statements with a text. */
  AtomicInteger count(String text) {
    counted = said -> said.contains(text);
    executions.set(0);
    return executions;
  }

  AtomicInteger commits() {
    return commits;
  }

  private synchronized Fault next(String said) {
    Fault fault = faults.peek();
    return fault != null && fault.at().test(said) ? faults.remove() : null;
  }

  private Object faulty(String said, Call call) throws Throwable {
    Fault fault = next(said);
    if (fault != null && !fault.afterwards()) {
      throw new SQLException("planted before " + said, fault.state());
    }
    Object result = call.make();
    if (fault != null) {
      throw new SQLException("planted after " + said, fault.state());
    }
    return result;
  }

  private interface Call {
    Object make() throws Throwable;
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = real.getConnection();
    return proxy(
        Connection.class,
        (self, method, arguments) -> {
          Call call = () -> called(connection, method, arguments);
          if (method.getName().equals("commit")) {
            commits.incrementAndGet();
            return faulty("commit", call);
          }
          Object result = call.make();
          return method.getName().equals("prepareStatement")
              ? prepared((PreparedStatement) result, (String) arguments[0])
              : result;
        });
  }

  private PreparedStatement prepared(PreparedStatement statement, String sql) {
    return proxy(
        PreparedStatement.class,
        (self, method, arguments) -> {
          Call call = () -> called(statement, method, arguments);
          if (!method.getName().startsWith("execute")) {
            return call.make();
          }
          if (counted.test(sql)) {
            executions.incrementAndGet();
          }
          return faulty(sql, call);
        });
  }

  private static Object called(Object target, java.lang.reflect.Method method, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return getConnection();
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return real.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    real.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    real.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return real.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getLogger("faulty");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return real.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return real.isWrapperFor(type);
  }
}
