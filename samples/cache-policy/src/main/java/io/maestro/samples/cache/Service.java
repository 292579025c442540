package io.maestro.samples.cache;

import io.maestro.execution.Mode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Stands for the service whose cache it is, and for its users: the world outside. It has a cache
 * for real, and one that sees the same requests and answers none of them. Thread-safe.
 */
final class Service {
  private final Traffic traffic;
  private final Map<Integer, Day> days = new ConcurrentHashMap<>();
  private final Cache live = new Cache(Policy.LEAST_RECENTLY_USED);
  private final Cache shadow = new Cache(Policy.LEAST_RECENTLY_USED);
  private final Map<String, Served> answered = new HashMap<>();

  Service(Traffic traffic) {
    this.traffic = traffic;
  }

  /** Reads the log of the days before a day. */
  Trace log(int before, int days) {
    return new Trace(IntStream.range(before - days, before).mapToObj(this::day).toList());
  }

  /**
   * Serves the next part of a day as it is asked to; the same key never serves twice.
   *
   * @param before what was served of the day before that
   * @return what has been served of the day then
   */
  synchronized Served serve(Order order, Served before, String key) {
    return answered.computeIfAbsent(key, fresh -> serve(order, before));
  }

  private Served serve(Order order, Served before) {
    Day day = day(order.day());
    Cache cache = order.mode() == Mode.LIVE ? live : shadow;
    cache.use(order.policy());
    List<Integer> items = day.part(before.parts());
    String context = Popularity.of(day.until(before.parts() + 1)).context();
    return before.and(items.size(), cache.askAll(items), context);
  }

  private Day day(int number) {
    return days.computeIfAbsent(number, traffic::day);
  }

  /** On which day to serve, for real or not, and how. */
  record Order(int day, Mode mode, Policy policy) {}
}
