package io.maestro.testkit;

import io.maestro.log.LogLine;
import io.maestro.log.LogSink;
import io.maestro.testkit.expect.LogExpectation;
import java.util.List;

/** A log that keeps its lines. Thread-safe. */
public final class RecordingLog implements LogSink {
  private final Kept<LogLine> lines = new Kept<>();

  /** Creates an empty log. */
  public RecordingLog() {}

  @Override
  public void log(LogLine line) {
    lines.add(line);
  }

  /** Returns all lines. */
  public List<LogLine> lines() {
    return lines.all();
  }

  /** Returns what has been written so far, to be compared with what the test expects. */
  public LogExpectation expect() {
    return new LogExpectation(lines());
  }

  /** Returns the messages at a level. */
  public List<String> messages(LogLine.Level level) {
    return lines.stream().filter(line -> line.level() == level).map(LogLine::message).toList();
  }
}
