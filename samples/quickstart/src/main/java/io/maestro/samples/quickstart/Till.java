package io.maestro.samples.quickstart;

import io.maestro.flow.FlowContext;
import io.maestro.pipeline.ResearchTask;
import io.maestro.strategy.Decision;
import io.maestro.strategy.Research;
import java.util.List;
import java.util.stream.IntStream;

/** Stands for the till of a lemonade stand, and for the customers in front of it. */
final class Till {
  private Till() {}

  /** Reads the till, once: afterwards what it gave is read back from the journal. */
  static Decision<Research<Sales>> research(ResearchTask task, FlowContext flow) {
    return Research.of(flow.step("read", Sales.class, step -> read(task.topic())));
  }

  /** Returns the days of a season, on which different prices were tried. */
  static Sales read(String season) {
    int thirst = season.equals("summer") ? 120 : 30;
    List<Day> days =
        IntStream.range(0, 60)
            .mapToObj(day -> customers(60 + 10 * (day % 9), thirst, day))
            .toList();
    return new Sales(days);
  }

  /** Sells for a day; the same key never sells twice. */
  static Day sell(Price price, String key) {
    return customers(price.cents(), 120, key.length());
  }

  private static Day customers(int cents, int thirst, int mood) {
    return new Day(cents, Math.max(0, thirst - cents / 3 + mood % 5 - 2));
  }
}
