package io.maestro.core.message;

import io.maestro.time.TimeSource;
import io.maestro.time.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * The requests whose end is open, the one first whose time is over first. Thread-safe.
 *
 * <p>One timer serves them all, set for the first of them or earlier: a timer for each would wake
 * the timers' thread at most requests. So it may ring for a request that has its reply already.
 */
final class OpenRequests {
  private record Due(long nanos, long number) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int byTime = Long.signum(nanos - other.nanos); // not by value: the clock may overflow
      return byTime == 0 ? Long.compare(number, other.number) : byTime;
    }
  }

  private record Alarm(long nanos, Timer timer) {}

  private final TimeSource time;
  private final Runnable ended;
  private final NavigableMap<Due, Exchange<?, ?>> open = new ConcurrentSkipListMap<>();
  private volatile @Nullable Alarm alarm;
  private boolean closed;

  /**
   * Makes an empty table.
   *
   * @param ended told when a request is not open any more
   */
  OpenRequests(TimeSource time, Runnable ended) {
    this.time = time;
    this.ended = ended;
  }

  /**
   * Adds a request.
   *
   * @throws io.maestro.error.ClosedException if there are no timers any more
   */
  void add(Exchange<?, ?> exchange) {
    open.put(due(exchange), exchange);
    ringBy(exchange.due());
  }

  void remove(Exchange<?, ?> exchange) {
    open.remove(due(exchange));
    ended.run();
  }

  private static Due due(Exchange<?, ?> exchange) {
    return new Due(exchange.due(), exchange.envelope().sequence());
  }

  int size() {
    return open.size();
  }

  private void ringBy(long nanos) {
    if (!ringsBy(nanos)) {
      set(nanos);
    }
  }

  private boolean ringsBy(long nanos) {
    Alarm set = alarm;
    return set != null && set.nanos() - nanos <= 0;
  }

  private synchronized void set(long nanos) {
    if (closed || ringsBy(nanos)) {
      return;
    }
    stopAlarm();
    Duration delay = Duration.ofNanos(nanos - time.nanos());
    alarm = new Alarm(nanos, time.schedule(delay, this::ring, "the first reply to be overdue"));
  }

  private void stopAlarm() {
    Alarm set = alarm;
    if (set != null) {
      set.timer().cancel();
    }
    alarm = null;
  }

  /** On the timers' thread. Whoever adds a request from here on sets the alarm or is seen below. */
  private void ring() {
    synchronized (this) {
      alarm = null;
    }
    long now = time.nanos();
    Map.Entry<Due, Exchange<?, ?>> first = open.firstEntry();
    while (first != null && first.getKey().nanos() - now <= 0) {
      open.remove(first.getKey()); // here too: a request that stayed would be found for ever
      first.getValue().timeOut();
      first = open.firstEntry();
    }
    if (first != null) {
      ringBy(first.getKey().nanos());
    }
  }

  /** Sets no more timers, and returns what is open. */
  List<Exchange<?, ?>> close() {
    synchronized (this) {
      closed = true;
      stopAlarm();
    }
    return List.copyOf(open.values());
  }
}
