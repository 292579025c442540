package io.maestro.testkit.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what reaches SLF4J, as long as a test wants it. Made by {@code logback-test.xml}. */
public final class KeptEvents extends AppenderBase<ILoggingEvent> {
  private static final List<ILoggingEvent> EVENTS = new CopyOnWriteArrayList<>();
  private static volatile boolean wanted;

  static void begin() {
    EVENTS.clear();
    wanted = true;
  }

  static List<ILoggingEvent> end() {
    wanted = false;
    return List.copyOf(EVENTS);
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (wanted) {
      event.prepareForDeferredProcessing();
      EVENTS.add(event);
    }
  }
}
