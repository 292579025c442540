package io.maestro.testkit.expect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.maestro.log.LogFields;
import io.maestro.log.LogLine;
import java.util.List;
import java.util.function.Predicate;

/**
 * The lines of a log, compared with what a test expects. Each method fails the test, showing the
 * lines that were there, or returns this.
 *
 * @param lines the lines, in the order in which they were written
 */
public record LogExpectation(List<LogLine> lines) {
  /** Copies the lines. */
  public LogExpectation {
    lines = List.copyOf(lines);
  }

  /** Fails unless exactly these messages were written at a level, in this order. */
  public LogExpectation messages(LogLine.Level level, String... expected) {
    assertEquals(List.of(expected), at(level).stream().map(LogLine::message).toList());
    return this;
  }

  /** Fails unless a line at a level contains a text. */
  public LogExpectation line(LogLine.Level level, String part) {
    return has(
        line -> line.level() == level && line.message().contains(part), level + " '" + part + "'");
  }

  /** Fails unless an event of a name was written with these fields among its own. */
  public LogExpectation event(String name, LogFields fields) {
    return has(
        line ->
            line.kind() == LogLine.Kind.EVENT
                && line.message().equals(name)
                && line.fields().values().entrySet().containsAll(fields.values().entrySet()),
        "event " + name + " with " + fields);
  }

  /** Fails unless a line of a run was written. */
  public LogExpectation ofRun(String run) {
    return has(line -> line.run().equals(run), "a line of run " + run);
  }

  /** Fails if anything was written at a level. */
  public LogExpectation none(LogLine.Level level) {
    assertEquals(List.of(), at(level));
    return this;
  }

  /** Fails if a text occurs anywhere: in a message, a field, or what a cause says. */
  public LogExpectation nowhere(String text) {
    lines.forEach(
        line -> assertTrue(!mentions(line, text), () -> "'" + text + "' occurs in " + line));
    return this;
  }

  private static boolean mentions(LogLine line, String text) {
    return line.message().contains(text)
        || line.fields().values().values().stream().anyMatch(value -> value.contains(text))
        || line.cause().filter(cause -> saysIt(cause, text)).isPresent();
  }

  private static boolean saysIt(Throwable cause, String text) {
    return String.valueOf(cause.getMessage()).contains(text)
        || (cause.getCause() != null && saysIt(cause.getCause(), text));
  }

  private List<LogLine> at(LogLine.Level level) {
    return lines.stream().filter(line -> line.level() == level).toList();
  }

  private LogExpectation has(Predicate<LogLine> expected, String what) {
    if (lines.stream().noneMatch(expected)) {
      fail("no line like " + what + " among " + lines);
    }
    return this;
  }
}
