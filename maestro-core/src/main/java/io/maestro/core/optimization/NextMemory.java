package io.maestro.core.optimization;

import io.maestro.optimization.LoopMemory;
import io.maestro.optimization.LoopMemory.Evidence;
import io.maestro.optimization.LoopMemory.History;
import io.maestro.optimization.LoopMemory.Schedule;
import io.maestro.optimization.OptimizationDecision;
import io.maestro.optimization.OptimizationDecision.Choice;
import io.maestro.optimization.OptimizationResult;
import io.maestro.optimization.OptimizationResult.End;
import io.maestro.optimization.Tick;
import io.maestro.strategy.StrategyRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What a loop's memory becomes: pure functions, each of which may be applied twice. */
final class NextMemory {
  private NextMemory() {}

  /** A loop is to be on: one that is on keeps what it judges and what it knows. */
  static LoopMemory started(
      Optional<LoopMemory> before,
      StrategyRef version,
      Optional<Duration> interval,
      Map<String, String> tags,
      Instant now) {
    if (before.isEmpty()) {
      Schedule first = new Schedule(now, interval, 0, 0, Optional.empty());
      return new LoopMemory(version, first, 0, Evidence.none(), History.none(), tags);
    }
    LoopMemory known = before.get();
    Schedule fresh = new Schedule(now, interval, 0, known.schedule().begun(), Optional.empty());
    boolean keepsGrid = known.isRunning() && known.schedule().interval().equals(interval);
    boolean keepsVersion = known.isRunning() || known.current().equals(version);
    return new LoopMemory(
        keepsVersion ? known.current() : version,
        keepsGrid ? known.schedule() : fresh,
        known.ticks(),
        known.isRunning() ? known.evidence() : Evidence.none(),
        keepsVersion ? known.history() : unconfirmed(known.history()),
        tags);
  }

  /** A loop is to be off. */
  static LoopMemory stopped(LoopMemory memory, String reason) {
    Schedule grid = memory.schedule();
    return memory.isRunning()
        ? with(
            memory,
            new Schedule(
                grid.from(), grid.interval(), grid.slot(), grid.begun(), Optional.of(reason)))
        : memory;
  }

  /** A tick begins, unless it is over already or the loop was stopped before it could. */
  static LoopMemory begun(LoopMemory memory, long number) {
    Schedule grid = memory.schedule();
    return memory.isRunning() && number == memory.ticks() + 1
        ? with(
            memory, new Schedule(grid.from(), grid.interval(), grid.slot(), number, grid.stopped()))
        : memory;
  }

  /** Returns the number of the tick that was begun and is not over, or empty if there is none. */
  static OptionalLong inWork(LoopMemory memory) {
    long begun = memory.schedule().begun();
    return begun > memory.ticks() ? OptionalLong.of(begun) : OptionalLong.empty();
  }

  private static LoopMemory with(LoopMemory memory, Schedule schedule) {
    return new LoopMemory(
        memory.current(),
        schedule,
        memory.ticks(),
        memory.evidence(),
        memory.history(),
        memory.tags());
  }

  /** Returns the tick that a number stands for, if it looks at a time. */
  static Tick tick(LoopMemory memory, long number, Instant at) {
    long slot = slotAt(memory.schedule(), at);
    return new Tick(number, at, Math.max(0, slot - memory.schedule().slot() - 1));
  }

  /** The grid's last time; the one used last if the clock has gone back or there is no grid. */
  private static long slotAt(Schedule schedule, Instant at) {
    Duration since = Duration.between(schedule.from(), at);
    long passed = schedule.interval().map(since::dividedBy).orElse(0L);
    return Math.max(schedule.slot(), passed);
  }

  /**
   * Returns the memory as a tick sees it: what seems to come after it, because the clock has gone
   * back, counts as happening now.
   */
  static LoopMemory seenAt(LoopMemory memory, Instant at) {
    History seen = memory.history();
    return with(
        memory,
        new History(
            seen.ended().map(time -> earlier(time, at)),
            seen.confirmed().map(time -> earlier(time, at)),
            seen.begun().stream().map(time -> earlier(time, at)).toList(),
            seen.inWork()));
  }

  private static Instant earlier(Instant first, Instant second) {
    return first.isBefore(second) ? first : second;
  }

  private static LoopMemory with(LoopMemory memory, History history) {
    return new LoopMemory(
        memory.current(),
        memory.schedule(),
        memory.ticks(),
        memory.evidence(),
        history,
        memory.tags());
  }

  /** An optimization begins. */
  static LoopMemory begun(LoopMemory memory, Instant at) {
    History history = memory.history();
    return with(
        memory,
        new History(history.ended(), history.confirmed(), history.begun(), Optional.of(at)));
  }

  /**
   * A tick is over. Applied twice it counts once.
   *
   * @param seen what has been seen of the version that was judged
   * @param ended when
   */
  static LoopMemory over(
      LoopMemory memory, OptimizationDecision decision, Evidence seen, Instant ended) {
    Tick tick = decision.tick();
    if (memory.ticks() >= tick.number()) {
      return memory;
    }
    boolean judgesIt = memory.current().equals(decision.judged());
    Schedule grid = memory.schedule();
    Optional<StrategyRef> chosen =
        decision.result().version().filter(made -> judgesIt && isAccepted(decision.result()));
    return new LoopMemory(
        chosen.orElse(memory.current()),
        new Schedule(
            grid.from(),
            grid.interval(),
            slotAt(grid, tick.at()),
            Math.max(grid.begun(), tick.number()),
            grid.stopped()),
        tick.number(),
        chosen.isPresent() ? Evidence.none() : judgesIt ? seen : memory.evidence(),
        history(seenAt(memory, tick.at()).history(), decision, ended),
        memory.tags());
  }

  private static boolean isAccepted(OptimizationResult result) {
    return result.end() == End.ACCEPTED;
  }

  private static History history(History before, OptimizationDecision decision, Instant ended) {
    if (decision.choice() != Choice.OPTIMIZE) {
      return new History(
          before.ended(),
          before.confirmed(),
          lastDay(before.begun(), decision.tick().at()),
          Optional.empty());
    }
    List<Instant> begun = new ArrayList<>(before.begun());
    begun.add(before.inWork().orElse(decision.tick().at()));
    return new History(
        Optional.of(ended),
        confirmed(before, decision.result().end(), ended),
        lastDay(begun, decision.tick().at()),
        Optional.empty());
  }

  private static Optional<Instant> confirmed(History before, End end, Instant ended) {
    return switch (end) {
      case REJECTED, CONCLUDED -> Optional.of(ended);
      case ACCEPTED -> Optional.empty();
      case FAILED, NOTHING_DONE -> before.confirmed();
    };
  }

  private static List<Instant> lastDay(List<Instant> begun, Instant at) {
    Instant dayAgo = at.minus(Judge.DAY);
    return begun.stream().filter(time -> time.isAfter(dayAgo)).toList();
  }

  private static History unconfirmed(History history) {
    return new History(history.ended(), Optional.empty(), history.begun(), history.inWork());
  }
}
