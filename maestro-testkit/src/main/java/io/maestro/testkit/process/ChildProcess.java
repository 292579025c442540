package io.maestro.testkit.process;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A JVM that a {@link ProcessCluster} has started. Thread-safe. */
public final class ChildProcess {
  private static final Duration SIGNALLED_WITHIN = Duration.ofSeconds(10);

  private final Process process;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final List<String> lines = new ArrayList<>();
  private int read;
  private boolean silent;

  ChildProcess(Process process) {
    this.process = process;
    Thread reader = new Thread(this::readAll, "maestro-child-" + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  private void readAll() {
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        note(line);
      }
    } catch (IOException killed) {
      note("(its output broke off: " + killed.getMessage() + ")");
    } finally {
      lock.lock();
      try {
        silent = true;
        news.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  private void note(String line) {
    lock.lock();
    try {
      lines.add(line);
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Returns its process id. */
  public long pid() {
    return process.pid();
  }

  /** Returns whether it lives; a stopped one does. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Returns all lines that it has written, to its standard output or error. */
  public List<String> lines() {
    lock.lock();
    try {
      return List.copyOf(lines);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for a line, after those that were waited for before.
   *
   * @param start how the line begins
   * @return the whole line
   * @throws IllegalStateException if it ends without, or the time is over; the message has what it
   *     wrote
   */
  public String awaitLine(String start, Duration atMost) {
    requireNonNull(start, "start");
    long left = atMost.toNanos();
    lock.lock();
    try {
      while (true) {
        while (read < lines.size()) {
          String line = lines.get(read++);
          if (line.startsWith(start)) {
            return line;
          }
        }
        if (silent || left <= 0) {
          throw new IllegalStateException(
              "process %d %s without a line '%s'; it wrote %s"
                  .formatted(pid(), silent ? "ended" : "went on for " + atMost, start, lines));
        }
        left = news.awaitNanos(left);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a line", interrupted);
    } finally {
      lock.unlock();
    }
  }

  /** Kills it, as {@code kill -9} or the system would, and waits for its end. */
  public void kill9() {
    process.descendants().forEach(ProcessHandle::destroyForcibly); // it may run under another
    process.toHandle().destroyForcibly(); // the process itself would close its output with it
    awaitExit(SIGNALLED_WITHIN);
  }

  /**
   * Asks it to end (SIGTERM), and does not wait.
   *
   * @throws UnsupportedOperationException where a process can't be asked
   */
  public void terminate() {
    if (!process.supportsNormalTermination()) {
      throw new UnsupportedOperationException("here a process can only be killed");
    }
    process.toHandle().destroy(); // the process itself would close its streams with it
  }

  /**
   * Stops it where it is (SIGSTOP): a long pause, after which it does not know that it paused.
   *
   * @throws UnsupportedOperationException where there is no {@code kill} command
   */
  public void stop() {
    signal("-STOP");
  }

  /**
   * Lets it go on (SIGCONT).
   *
   * @throws UnsupportedOperationException where there is no {@code kill} command
   */
  public void cont() {
    signal("-CONT");
  }

  private void signal(String signal) {
    Process kill;
    try {
      kill = new ProcessBuilder("kill", signal, Long.toString(pid())).start();
    } catch (IOException none) {
      throw new UnsupportedOperationException("a process can't be signalled here", none);
    }
    int status = exitOf(kill, SIGNALLED_WITHIN);
    if (status != 0) {
      throw new IllegalStateException("kill " + signal + " " + pid() + " gave " + status);
    }
  }

  /**
   * Waits for its end.
   *
   * @return its exit code; 128 and more if a signal ended it
   * @throws IllegalStateException if the time is over
   */
  public int awaitExit(Duration atMost) {
    return exitOf(process, atMost);
  }

  private int exitOf(Process awaited, Duration atMost) {
    try {
      if (!awaited.waitFor(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new IllegalStateException(
            "process %d has not ended in %s; it wrote %s"
                .formatted(awaited.pid(), atMost, lines()));
      }
      return awaited.exitValue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted while waiting", interrupted));
    }
  }
}
