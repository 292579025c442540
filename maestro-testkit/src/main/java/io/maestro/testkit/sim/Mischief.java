package io.maestro.testkit.sim;

import io.maestro.store.StoreException;
import io.maestro.testkit.fault.Faults;
import io.maestro.testkit.fault.Point;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** What chance does to the nodes of a cluster. */
final class Mischief {
  /** A bit more than the time after which a default lease of a silent node is over. */
  private static final int LONGEST_PAUSE_MILLIS = 16_000;

  private static final List<Point> POINTS = List.of(Point.values());

  private final SimCluster cluster;
  private final Random random;

  Mischief(SimCluster cluster, long seed) {
    this.cluster = cluster;
    this.random = new Random(seed);
  }

  void happen(int times) {
    for (int left = times; left > 0; left--) {
      happenTo(cluster.node(random.nextInt(cluster.nodes().size())));
      cluster.time().advance(pause());
    }
  }

  /** Mostly moments, so that things go wrong close together; at times longer than a lease. */
  private Duration pause() {
    int longest = random.nextInt(4) == 0 ? LONGEST_PAUSE_MILLIS : 200;
    return Duration.ofMillis(random.nextInt(longest + 1));
  }

  private void happenTo(SimNode node) {
    if (!node.isUp()) {
      node.restart();
      return;
    }
    switch (random.nextInt(8)) {
      case 0 -> node.crash();
      case 1 -> node.freeze();
      case 2 -> node.cutOff();
      case 3, 4 -> node.heal();
      case 5 -> stop(node);
      default -> plan(node.faults());
    }
  }

  private void stop(SimNode node) {
    node.heal(); // else it could only wait
    node.stop(Duration.ofMillis(random.nextInt(2_000)));
  }

  private void plan(Faults faults) {
    Point point = POINTS.get(random.nextInt(POINTS.size()));
    var at = faults.at(point).hit(1 + random.nextInt(3));
    switch (random.nextInt(5)) {
      case 0 -> at.crash();
      case 1 -> at.hang();
      case 2 -> at.delay(Duration.ofMillis(random.nextInt(LONGEST_PAUSE_MILLIS)));
      case 3 -> at.throwing(new StoreException("the store is away", null));
      default -> faults.at(Point.after()).hit(1 + random.nextInt(10)).losingTheReply();
    }
  }
}
