package io.maestro.core.engine;

import io.maestro.log.RunLog;
import org.jspecify.annotations.Nullable;

/** A log that says nothing while an earlier pass has run the same code. */
record ReplaySilentLog(RunLog log, Pass pass) implements RunLog {
  @Override
  public void debug(String message) {
    if (!pass.isReplaying()) {
      log.debug(message);
    }
  }

  @Override
  public void info(String message) {
    if (!pass.isReplaying()) {
      log.info(message);
    }
  }

  @Override
  public void warn(String message) {
    if (!pass.isReplaying()) {
      log.warn(message);
    }
  }

  @Override
  public void error(String message, @Nullable Throwable cause) {
    if (!pass.isReplaying()) {
      log.error(message, cause);
    }
  }
}
