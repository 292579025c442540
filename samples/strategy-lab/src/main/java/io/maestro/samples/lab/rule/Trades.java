package io.maestro.samples.lab.rule;

import io.maestro.samples.lab.data.Prices;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The days of a signal's trading after the warm-up.
 *
 * <p>The position known at one close earns the change to the next; what it takes to get there from
 * the position before is paid on that day. Before the first day nothing is held.
 *
 * @param dates the days
 * @param positions the position that earned each day's change
 * @param changes what the price did on each day
 * @param returns what the trader earned on each day, costs paid
 */
public record Trades(
    List<LocalDate> dates, List<Integer> positions, List<Double> changes, List<Double> returns) {
  /** What changing the position by one unit costs, in hundredths of a percent. */
  public static final double COST_BASIS_POINTS = 2;

  /** No days at all. */
  public static final Trades NONE = new Trades(List.of(), List.of(), List.of(), List.of());

  /** Copies what it is given. */
  public Trades {
    dates = List.copyOf(dates);
    positions = List.copyOf(positions);
    changes = List.copyOf(changes);
    returns = List.copyOf(returns);
  }

  /** Trades a signal on all days after the warm-up. */
  public static Trades of(Prices prices, Signal signal, double costMultiplier) {
    double cost = costMultiplier * COST_BASIS_POINTS / 10_000;
    int[] known = signal.positions(prices);
    int days = Math.max(0, prices.size() - Rule.WARM_UP);
    List<Integer> positions = new ArrayList<>(days);
    List<Double> changes = new ArrayList<>(days);
    List<Double> returns = new ArrayList<>(days);
    int held = 0;
    for (int day = Rule.WARM_UP; day < prices.size(); day++) {
      int position = known[day - 1];
      double change = prices.change(day);
      positions.add(position);
      changes.add(change);
      returns.add(position * change - cost * Math.abs(position - held));
      held = position;
    }
    int first = Math.min(Rule.WARM_UP, prices.size());
    return new Trades(prices.dates().subList(first, prices.size()), positions, changes, returns);
  }

  /** These days followed by later ones. */
  public Trades then(Trades later) {
    return new Trades(
        joined(dates, later.dates),
        joined(positions, later.positions),
        joined(changes, later.changes),
        joined(returns, later.returns));
  }

  /** These days without the first few. */
  public Trades from(int first) {
    return new Trades(
        dates.subList(first, size()),
        positions.subList(first, size()),
        changes.subList(first, size()),
        returns.subList(first, size()));
  }

  /** The number of days. */
  public int size() {
    return returns.size();
  }

  /** The figures of these days. */
  public Performance performance() {
    return Performance.of(returns, switches());
  }

  /** The figures of holding all the while, at no cost. */
  public Performance holding() {
    return Performance.of(changes, 0);
  }

  private int switches() {
    int switches = 0;
    for (int day = 1; day < positions.size(); day++) {
      switches += positions.get(day).equals(positions.get(day - 1)) ? 0 : 1;
    }
    return switches;
  }

  private static <T> List<T> joined(List<T> head, List<T> tail) {
    List<T> all = new ArrayList<>(head);
    all.addAll(tail);
    return all;
  }
}
