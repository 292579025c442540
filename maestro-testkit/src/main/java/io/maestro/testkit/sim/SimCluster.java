package io.maestro.testkit.sim;

import static java.util.Objects.requireNonNull;

import io.maestro.core.Maestro;
import io.maestro.core.MaestroBuilder;
import io.maestro.core.memory.InMemoryStateStore;
import io.maestro.run.RunQuery;
import io.maestro.run.RunStatus;
import io.maestro.store.RunRecord;
import io.maestro.store.RunStore;
import io.maestro.store.StateStore;
import io.maestro.store.StateStoreFactory;
import io.maestro.testkit.RecordingLog;
import io.maestro.testkit.fault.Faults;
import io.maestro.testkit.time.StalledException;
import io.maestro.testkit.time.VirtualTime;
import io.maestro.testkit.witness.History;
import io.maestro.testkit.witness.Sighting;
import io.maestro.testkit.witness.Witness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Several maestros in one JVM, on one store and one virtual time, that crash, freeze, are cut off
 * and come again.
 *
 * <pre>{@code
 * try (SimCluster cluster = SimCluster.start(3, seed, LEMONADE)) {
 *   cluster.node(0).start(LEMONADE, "summer", RunOptions.named("summer-1"));
 *   cluster.disturb(20);
 *   cluster.settle(Duration.ofMinutes(10)).assertKept().assertNoneLost();
 * }
 * }</pre>
 *
 * <p>All that happens follows from the seed: who works next, what goes wrong, and when. A seed that
 * fails fails again. Used by one thread, the test's.
 */
public final class SimCluster implements AutoCloseable {
  private static final RunQuery LIVE =
      RunQuery.all()
          .status(RunStatus.QUEUED, RunStatus.RUNNING, RunStatus.WAITING, RunStatus.PAUSED);

  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration LONGEST_SETTLING = Duration.ofDays(1);
  private static final int MOST_NODES = 100;
  private static final int MOST_DISTURBANCES = 10_000;

  private final VirtualTime time;
  private final RecordingLog log = new RecordingLog();
  private final List<Sighting> sightings = Collections.synchronizedList(new ArrayList<>());
  private final StateStoreFactory shared;
  private final List<SimCode<?, ?>> code;
  private final List<SimNode> nodes;
  private final Mischief mischief;
  private Optional<StateStore> opened = Optional.empty();

  private SimCluster(int size, long seed, StateStoreFactory shared, List<SimCode<?, ?>> code) {
    this.time = VirtualTime.inTurns(seed);
    this.shared = shared;
    this.code = code;
    this.nodes = IntStream.range(0, size).mapToObj(i -> new SimNode(this, "node-" + i)).toList();
    this.mischief = new Mischief(this, seed);
  }

  /**
   * Starts nodes on a store in memory.
   *
   * @param nodes how many, 1 to 100
   * @param seed of everything that is left to chance
   * @param code the workflows that each node knows
   */
  public static SimCluster start(int nodes, long seed, SimCode<?, ?>... code) {
    return start(nodes, seed, InMemoryStateStore.retained(), code);
  }

  /**
   * Starts nodes on a store.
   *
   * @param nodes how many, 1 to 100
   * @param seed of everything that is left to chance
   * @param store opened by each node, and each time on the same contents; one that answers on the
   *     calling thread, else not everything follows from the seed
   * @param code the workflows that each node knows
   */
  public static SimCluster start(
      int nodes, long seed, StateStoreFactory store, SimCode<?, ?>... code) {
    if (nodes < 1 || nodes > MOST_NODES) {
      throw new IllegalArgumentException("a cluster has 1 to " + MOST_NODES + " nodes: " + nodes);
    }
    SimCluster cluster = new SimCluster(nodes, seed, requireNonNull(store, "store"), List.of(code));
    try {
      cluster.nodes.forEach(SimNode::start);
      return cluster;
    } catch (RuntimeException | Error notStarted) {
      cluster.close();
      throw notStarted;
    }
  }

  /** Returns a builder that has all but the workflows. */
  MaestroBuilder builder(Faults faults) {
    return Maestro.builder()
        .time(time)
        .executor(time.executor())
        .log(log)
        .store(faults.on(this::open));
  }

  Witness witness(String name, Faults faults) {
    return Witness.of(name, faults, seen -> note(seen, faults));
  }

  List<SimCode<?, ?>> code() {
    return code;
  }

  private StateStore open(io.maestro.store.StoreContext context) {
    if (opened.isEmpty()) {
      opened = Optional.of(shared.open(context)); // the test's own
    }
    return shared.open(context);
  }

  /** What the code of a crashed node does can't be seen: it would not have been there. */
  private void note(Sighting seen, Faults faults) {
    boolean byItsCode = seen.what() == Sighting.What.BEGIN || seen.what() == Sighting.What.END;
    if (!byItsCode || !faults.hasCrashed()) {
      sightings.add(seen);
    }
  }

  /** Returns the time of all nodes. */
  public VirtualTime time() {
    return time;
  }

  /** Returns the log of all nodes. */
  public RecordingLog log() {
    return log;
  }

  /**
   * Returns a node.
   *
   * @param number from 0
   */
  public SimNode node(int number) {
    if (number < 0 || number >= nodes.size()) {
      throw new IllegalArgumentException(
          "the nodes are numbered 0 to %d: %d".formatted(nodes.size() - 1, number));
    }
    return nodes.get(number);
  }

  /** Returns the nodes. */
  public List<SimNode> nodes() {
    return nodes;
  }

  /** Returns the shared store's runs, past all nodes. */
  public RunStore runs() {
    return opened.orElseThrow().runs();
  }

  /** Returns what was seen so far. */
  public History history() {
    synchronized (sightings) {
      return new History(sightings);
    }
  }

  /**
   * Does something to a node, drawn by the seed, and lets some time pass; so many times. Crashes,
   * freezes, partitions, graceful stops, and their ends; faults at single points; lost replies.
   *
   * @param times how often, 0 to 10,000
   */
  public void disturb(int times) {
    if (times < 0 || times > MOST_DISTURBANCES) {
      throw new IllegalArgumentException(
          "a cluster is disturbed 0 to " + MOST_DISTURBANCES + " times: " + times);
    }
    mischief.happen(times);
  }

  /** Ends all disturbances: heals, thaws, and starts what is down. */
  public void calm() {
    for (SimNode node : nodes) {
      if (node.isUp()) {
        node.faults().clear();
        node.heal();
      } else {
        node.start();
      }
    }
  }

  /**
   * Calms, and lets time pass until all runs in the store have ended.
   *
   * @param atMost how much time may pass, up to a day
   * @return all that was seen
   * @throws StalledException if some have not ended by then; it names them
   */
  public History settle(Duration atMost) {
    if (atMost.isNegative() || atMost.compareTo(LONGEST_SETTLING) > 0) {
      throw new IllegalArgumentException("a cluster settles within 0 to 24 hours: " + atMost);
    }
    calm();
    time.runUntilIdle();
    for (Duration passed = Duration.ZERO; live() > 0; passed = passed.plus(LOOK)) {
      if (passed.compareTo(atMost) >= 0) {
        throw new StalledException("runs that did not end within " + atMost + ": " + unfinished());
      }
      time.advance(LOOK);
    }
    return history();
  }

  private long live() {
    return time.get(runs().count(LIVE).toCompletableFuture());
  }

  private List<String> unfinished() {
    return time.get(runs().query(LIVE).toCompletableFuture()).items().stream()
        .map(SimCluster::told)
        .toList();
  }

  private static String told(RunRecord run) {
    return run.id() + " " + run.status() + " epoch " + run.epoch() + " owner " + run.owner();
  }

  /** Ends all nodes, as they are. */
  @Override
  public void close() {
    nodes.forEach(SimNode::crash);
    time.close();
    opened.ifPresent(StateStore::close);
  }
}
