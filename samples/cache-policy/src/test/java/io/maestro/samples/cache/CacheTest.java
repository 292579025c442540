package io.maestro.samples.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.execution.Mode;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CacheTest {
  private static final Policy FREQUENT = new Policy(5, 8_000);
  private static final List<Integer> AS_MANY_AS_FIT = items(0, Cache.PLACES);

  @Test
  void askAll_asMuchAsFits_isThereFromTheSecondTimeOn() {
    Cache cache = new Cache(Policy.LEAST_RECENTLY_USED);

    assertEquals(0, cache.askAll(AS_MANY_AS_FIT));
    assertEquals(Cache.PLACES, cache.askAll(AS_MANY_AS_FIT));
  }

  @Test
  void askAll_oneMoreThanFits_isNeverThereIfTheOldestGoes() {
    Cache cache = new Cache(Policy.LEAST_RECENTLY_USED);
    List<Integer> tooMany = items(0, Cache.PLACES + 1);
    cache.askAll(tooMany);

    assertEquals(0, cache.askAll(tooMany));
  }

  @Test
  void askAll_afterAScan_findsTheFrequentOnesOnlyIfTheyHaveTheirPlaces() {
    assertEquals(0, favouritesLeftAfterAScan(Policy.LEAST_RECENTLY_USED));
    assertEquals(50, favouritesLeftAfterAScan(FREQUENT));
  }

  @Test
  void use_fewerPlacesForRecent_keepsAsManyAsFit() {
    Cache cache = new Cache(Policy.LEAST_RECENTLY_USED);
    cache.askAll(AS_MANY_AS_FIT);

    cache.use(FREQUENT);

    assertEquals(Cache.PLACES, cache.askAll(AS_MANY_AS_FIT));
  }

  @Test
  void serve_theSameKeyTwice_servesOnce() {
    Service service = new Service(new Traffic(1));
    var order = new Service.Order(6, Mode.LIVE, FREQUENT);

    Served first = service.serve(order, Served.nothing(), "key");

    assertEquals(first, service.serve(order, Served.nothing(), "key"));
    assertTrue(service.serve(order, Served.nothing(), "other").hits() > first.hits());
  }

  @Test
  void serve_forPractice_leavesTheCacheForRealAlone() {
    Service service = new Service(new Traffic(1));
    Served untouched =
        new Service(new Traffic(1))
            .serve(new Service.Order(6, Mode.LIVE, FREQUENT), Served.nothing(), "key");

    service.serve(new Service.Order(6, Mode.REHEARSAL, FREQUENT), Served.nothing(), "practice");

    assertEquals(
        untouched,
        service.serve(new Service.Order(6, Mode.LIVE, FREQUENT), Served.nothing(), "key"));
  }

  private static int favouritesLeftAfterAScan(Policy policy) {
    Cache cache = new Cache(policy);
    List<Integer> favourites = items(0, 50);
    Collections.nCopies(10, favourites).forEach(cache::askAll);
    cache.askAll(items(1_000, 3_000));
    return cache.askAll(favourites);
  }

  private static List<Integer> items(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }
}
