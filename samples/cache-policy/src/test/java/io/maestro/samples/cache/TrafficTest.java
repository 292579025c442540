package io.maestro.samples.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TrafficTest {
  private final Traffic traffic = new Traffic(1);

  @Test
  void day_sameSeed_isTheSameEverywhereForEver() {
    Day day = traffic.day(21);

    assertEquals(new Traffic(1).day(21), day);
    assertEquals(List.of(855, 289, 107, 134, 289), day.items().subList(0, 5));
    assertEquals(115_220_657, day.items().hashCode());
  }

  @Test
  void day_otherSeedOrNumber_isAnother() {
    assertNotEquals(new Traffic(2).day(0).items(), traffic.day(0).items());
    assertNotEquals(traffic.day(1).items(), traffic.day(0).items());
  }

  @Test
  void day_allParts_areTheDay() {
    Day day = traffic.day(0);

    List<Integer> parts =
        IntStream.range(0, Traffic.PARTS).mapToObj(day::part).flatMap(List::stream).toList();

    assertEquals(day.items(), parts);
    assertEquals(day.items(), day.until(Traffic.PARTS));
  }

  @Test
  void popularity_daysOfFashion_isShiftingAndElseSteady() {
    Set<Integer> shifting =
        Set.of(12, 20, 21, 22, 23, 24, 25, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49);
    for (int day = 0; day < Traffic.DAYS; day++) {
      String expected = shifting.contains(day) ? "shifting" : "steady";

      assertEquals(expected, Popularity.of(traffic.day(day).items()).context(), "day " + day);
    }
  }

  @Test
  void dayOf_aMoment_isTheDayItLiesIn() {
    assertEquals(0, Traffic.dayOf(Traffic.FIRST_DAY));
    assertEquals(0, Traffic.dayOf(Traffic.FIRST_DAY.plus(Duration.ofHours(23))));
    assertEquals(6, Traffic.dayOf(Traffic.FIRST_DAY.plus(Duration.ofDays(6))));
  }
}
