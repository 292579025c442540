package io.maestro.samples.lab.fact;

import io.maestro.samples.lab.data.Prices;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Looks the data over for what a reader of prices should know before believing them. */
public final class DataQuality {
  private static final int GAP_DAYS = 7;
  private static final int STALE_DAYS = 5;

  private DataQuality() {}

  /** The notes, one per question, also where nothing was found. */
  public static List<QualityNote> of(Prices prices) {
    return List.of(
        QualityNote.of("order", days(prices, day -> daysSince(prices, day) < 0)),
        QualityNote.of("duplicates", days(prices, day -> daysSince(prices, day) == 0)),
        QualityNote.of("gaps", gaps(prices)),
        QualityNote.of("stale", staleRuns(prices)),
        QualityNote.of("outliers", Outliers.in(prices)));
  }

  private static List<String> days(Prices prices, IntPredicate odd) {
    return IntStream.range(1, prices.size())
        .filter(odd)
        .mapToObj(day -> prices.date(day).toString())
        .toList();
  }

  private static List<String> gaps(Prices prices) {
    return IntStream.range(1, prices.size())
        .filter(day -> daysSince(prices, day) > GAP_DAYS)
        .mapToObj(day -> daysSince(prices, day) + " days before " + prices.date(day))
        .toList();
  }

  private static List<String> staleRuns(Prices prices) {
    List<String> runs = new ArrayList<>();
    int start = 0;
    for (int day = 1; day <= prices.size(); day++) {
      if (day == prices.size() || prices.value(day) != prices.value(start)) {
        if (day - start >= STALE_DAYS) {
          runs.add((day - start) + " equal values from " + prices.date(start));
        }
        start = day;
      }
    }
    return runs;
  }

  private static long daysSince(Prices prices, int day) {
    return ChronoUnit.DAYS.between(prices.date(day - 1), prices.date(day));
  }
}
