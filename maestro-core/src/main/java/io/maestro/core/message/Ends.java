package io.maestro.core.message;

import io.maestro.message.DeadLetter;
import io.maestro.message.RequestFailedException;
import io.maestro.message.RequestFailedException.Reason;
import java.time.Duration;

/** What requests fail with, in words. */
final class Ends {
  private Ends() {}

  static RequestFailedException remoteError(String service, Throwable thrown) {
    return new RequestFailedException(
        Reason.REMOTE_ERROR, service, "its code failed with " + thrown, thrown);
  }

  static RequestFailedException timeout(String service, Duration atMost) {
    return failed(Reason.TIMEOUT, service, "no reply within " + atMost);
  }

  static RequestFailedException cancelled(String service) {
    return failed(Reason.CANCELLED, service, "the requester does not want the reply any more");
  }

  static RequestFailedException noHandler(String service) {
    return failed(
        Reason.NO_HANDLER, service, "nobody serves it with these types; serve it before asking");
  }

  static RequestFailedException overflow(String service) {
    return failed(
        Reason.OVERFLOW, service, "its queue is full; ask more slowly or give it more capacity");
  }

  static RequestFailedException closed(String service) {
    return failed(Reason.CLOSED, service, "the maestro is closed");
  }

  /** Returns what a request fails with whose question was not handed over. */
  static RequestFailedException dropped(String service, DeadLetter.Reason reason) {
    return switch (reason) {
      case OVERFLOW -> overflow(service);
      case CLOSED -> closed(service);
      default -> failed(Reason.NO_HANDLER, service, "whoever served it has closed meanwhile");
    };
  }

  private static RequestFailedException failed(Reason reason, String service, String detail) {
    return new RequestFailedException(reason, service, detail, null);
  }
}
