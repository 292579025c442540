package io.maestro.testkit.fault;

import static java.util.Objects.requireNonNull;

import io.maestro.run.RunId;
import io.maestro.store.RunWrite;
import io.maestro.store.StateStoreFactory;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * A node's way to its store, on which things go wrong as planned.
 *
 * <pre>{@code
 * faults.at(Point.AFTER_RECORD).hit(3).crash();
 * faults.at(Point.BEFORE_CLAIM).every(2).throwing(new StoreException("the disk is full", null));
 * host.start(builder -> builder.register(LEMONADE).store(faults.on(store)));
 * }</pre>
 *
 * <p>No hook in the engine: a wrapper around the store sees everything that is made durable. Faults
 * that were planned and never happened fail the test: a test that waits for nothing proves nothing.
 * {@link io.maestro.testkit.MaestroExtension} sees to it for the faults that it hands to a test.
 *
 * <p>Thread-safe.
 */
public final class Faults {
  private final Runnable end;
  private final List<Planned> planned = new CopyOnWriteArrayList<>();
  private final List<Way> ways = new CopyOnWriteArrayList<>();
  private final Map<Point, LongAdder> hits = new ConcurrentHashMap<>();
  private final Map<RunId, Long> epochs = new ConcurrentHashMap<>();
  private final List<Consumer<RunWrite>> observers = new CopyOnWriteArrayList<>();
  private final List<String> cleared = new CopyOnWriteArrayList<>();
  private volatile State state = State.OPEN;
  private volatile boolean crashed;

  /** How a way is at present. */
  enum State {
    OPEN,
    FROZEN,
    CUT_OFF
  }

  /** Creates the faults of a node in this JVM. */
  public Faults() {
    this(() -> {});
  }

  private Faults(Runnable end) {
    this.end = end;
  }

  /**
   * Returns the faults of a node whose crash is more than silence, such as a JVM of its own that is
   * halted.
   *
   * @param end runs when the node crashes; need not return
   */
  public static Faults crashingBy(Runnable end) {
    return new Faults(requireNonNull(end, "end"));
  }

  /** Returns the factory of stores that are reached on this way. */
  public StateStoreFactory on(StateStoreFactory store) {
    requireNonNull(store, "store");
    return context -> {
      Way way = new Way(this, context);
      FaultyStore opened = new FaultyStore(store.open(context), way);
      ways.add(way);
      return opened;
    };
  }

  /** Plans a fault at the hits of one or several points, counted together. */
  public FaultPlan at(Point first, Point... more) {
    return at(EnumSet.of(first, more));
  }

  /**
   * Plans a fault at the hits of points, counted together.
   *
   * @param points not empty
   */
  public FaultPlan at(Set<Point> points) {
    if (points.isEmpty()) {
      throw new IllegalArgumentException("a fault needs a point at which it happens");
    }
    return new FaultPlan(this, EnumSet.copyOf(points));
  }

  void plan(Planned fault) {
    planned.add(fault);
  }

  /** Lets no more faults happen; those that never did still count as unfired. */
  public void clear() {
    planned.stream()
        .filter(fault -> !fault.hasFired())
        .map(Planned::toString)
        .forEach(cleared::add);
    planned.clear();
  }

  /** The node is gone, now; see {@link FaultPlan#crash}. Stores opened later are a new node's. */
  public void crash() {
    crashed = true;
    ways.forEach(Way::die);
    ways.clear();
    end.run();
  }

  /** Returns whether the node has crashed at least once. */
  public boolean hasCrashed() {
    return crashed;
  }

  /** Holds what the node asks and what it is answered, until {@link #thaw}. */
  public void freeze() {
    state = State.FROZEN;
  }

  /** Lets what was held or hangs go through, late and in order. */
  public void thaw() {
    state = State.OPEN;
    ways.forEach(Way::thaw);
  }

  /** Lets everything that the node asks fail at once, until {@link #heal}: a partition. */
  public void cutOff() {
    state = State.CUT_OFF;
  }

  /** Ends a partition. */
  public void heal() {
    thaw();
  }

  /** Returns how often a point was reached. */
  public long hits(Point point) {
    LongAdder counted = hits.get(requireNonNull(point, "point"));
    return counted == null ? 0 : counted.sum();
  }

  /**
   * Tells an observer of every write that has happened, before whoever asked for it is told; of a
   * transactional step too.
   *
   * @param observer called on threads of the store; quick, must not throw
   */
  public void whenDone(Consumer<RunWrite> observer) {
    observers.add(requireNonNull(observer, "observer"));
  }

  /** Returns the epoch under which the node was last given a run, if it ever was. */
  public OptionalLong epochOf(RunId run) {
    Long epoch = epochs.get(requireNonNull(run, "run"));
    return epoch == null ? OptionalLong.empty() : OptionalLong.of(epoch);
  }

  /** Returns the faults that were planned and never happened, in words. */
  public List<String> unfired() {
    return java.util.stream.Stream.concat(
            cleared.stream(),
            planned.stream().filter(fault -> !fault.hasFired()).map(Planned::toString))
        .toList();
  }

  /** Fails if a planned fault never happened. */
  public void assertAllFired() {
    if (!unfired().isEmpty()) {
      throw new AssertionError("faults that never happened: " + unfired());
    }
  }

  State state() {
    return state;
  }

  /** Counts a hit, and returns what goes wrong at it. */
  Optional<Effect> reached(Point point) {
    hits.computeIfAbsent(point, first -> new LongAdder()).increment();
    Optional<Effect> effect = Optional.empty();
    for (Planned fault : planned) { // all of them count
      if (fault.firesAt(point) && effect.isEmpty()) {
        effect = Optional.of(fault.effect());
      }
    }
    return effect;
  }

  void given(RunId run, long epoch) {
    epochs.put(run, epoch);
  }

  void done(RunWrite write) {
    observers.forEach(observer -> observer.accept(write));
  }
}
