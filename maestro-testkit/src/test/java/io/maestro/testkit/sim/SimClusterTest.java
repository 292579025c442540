package io.maestro.testkit.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.core.memory.InMemoryStateStore;
import io.maestro.flow.StepCode;
import io.maestro.flow.Workflow;
import io.maestro.run.RunOptions;
import io.maestro.store.StateStoreFactory;
import io.maestro.testkit.Proves;
import io.maestro.testkit.time.StalledException;
import io.maestro.testkit.time.VirtualTime;
import io.maestro.testkit.witness.History;
import io.maestro.testkit.witness.Sighting;
import io.maestro.testkit.witness.Witness;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Several nodes, many seeds, and what is never seen. */
@SuppressWarnings("FutureReturnValueIgnored") // the ends of the runs are looked at instead
final class SimClusterTest {
  private static final int NODES = 3;
  private static final int RUNS = 8;
  private static final long SHORT = 300;
  private static final long LONG = 10_000;
  private static final Duration SETTLED = Duration.ofMinutes(30);

  private static final SimCode<String, String> CHAIN = SimClusterTest::chain;

  /** Steps one after the other, quick and slow, with a short wait and a long one. */
  private static Workflow<String, String> chain(Witness witness, VirtualTime time) {
    return Workflow.of(
        "chain",
        String.class,
        String.class,
        (in, flow) -> {
          int sum = flow.step("one", Integer.class, step -> witness.watch(step, taking(0, time)));
          sum += flow.step("two", Integer.class, step -> witness.watch(step, taking(150, time)));
          flow.sleep("short", Duration.ofMillis(300));
          sum += flow.step("three", Integer.class, step -> witness.watch(step, taking(0, time)));
          flow.sleep("long", Duration.ofSeconds(40));
          sum += flow.step("four", Integer.class, step -> witness.watch(step, taking(9_000, time)));
          sum += flow.step("five", Integer.class, step -> witness.watch(step, taking(20, time)));
          return in + sum;
        });
  }

  private static StepCode<Integer> taking(long millis, VirtualTime time) {
    return step -> {
      time.pass(Duration.ofMillis(millis));
      return 1;
    };
  }

  /** Starts runs at all nodes while things go wrong, and returns what was seen. */
  private static History disturbed(long seed, UnaryOperator<StateStoreFactory> store) {
    try (SimCluster cluster =
        SimCluster.start(NODES, seed, store.apply(InMemoryStateStore.retained()), CHAIN)) {
      for (int i = 0; i < RUNS; i++) {
        SimNode node = cluster.node(i % NODES);
        if (!node.isUp()) {
          node.restart();
        }
        node.start(CHAIN, "in", RunOptions.named("run-" + i));
        cluster.disturb(3);
      }
      return cluster.settle(SETTLED).assertKeptInSequence().assertNoneLost();
    } catch (AssertionError | StalledException broken) {
      throw new AssertionError("seed " + seed + ": " + broken.getMessage(), broken);
    }
  }

  private static void manySeeds(long seeds) {
    long executions = 0;
    long repetitions = 0;
    long ended = 0;
    for (long seed = 0; seed < seeds; seed++) {
      History seen = disturbed(seed, UnaryOperator.identity());
      executions += seen.executions();
      repetitions += seen.repetitions();
      ended += seen.ended().size();
    }
    System.out.printf(
        "cluster: %d seeds, %d runs ended, %d executions of steps, %d of them repetitions%n",
        seeds, ended, executions, repetitions);
    assertTrue(repetitions > 0, "nothing was ever in flight when something went wrong");
  }

  @Test
  @Proves({"1.1", "1.2", "3.1", "3.2", "3.4", "3.6", "18.9"})
  void disturbedCluster_hundredsOfSeeds_losesNothingAndRepeatsNothingRecorded() {
    manySeeds(SHORT);
  }

  @Test
  @Tag("long")
  @Proves({"1.1", "1.2", "3.1", "3.2", "3.4", "3.6", "18.9"})
  void disturbedCluster_tenThousandSeeds_losesNothingAndRepeatsNothingRecorded() {
    manySeeds(LONG);
  }

  @Test
  @Proves("18.9")
  void seed_givenTwice_givesTheSameHistory() {
    for (long seed = 0; seed < 20; seed++) {
      assertEquals(
          disturbed(seed, UnaryOperator.identity()).sightings(),
          disturbed(seed, UnaryOperator.identity()).sightings(),
          "seed " + seed);
    }
    assertNotEquals(disturbed(1, UnaryOperator.identity()), disturbed(2, UnaryOperator.identity()));
  }

  /* ------------------------------------------------------------ the harness can fail */

  private static String found(UnaryOperator<StateStoreFactory> bug) {
    return assertThrows(
            AssertionError.class,
            () -> {
              for (long seed = 0; seed < SHORT; seed++) {
                disturbed(seed, bug);
              }
            })
        .getMessage();
  }

  @Test
  void storeWithoutEpochCheck_isFound() {
    String found = found(BrokenStore::withoutEpochCheck);

    assertTrue(found.contains("a late write was accepted"), found);
  }

  @Test
  void storeThatAcknowledgesBeforeItWrites_isFound() {
    String found = found(BrokenStore::acknowledgingBeforeWriting);

    assertTrue(found.contains("ran again"), found);
  }

  @Test
  void storeThatForgetsJournals_isFound() {
    String found = found(BrokenStore::forgettingJournals);

    assertTrue(found.contains("a recorded step ran again"), found);
  }

  /* ------------------------------------------------------------ single disturbances */

  private static List<String> begun(History seen, String step) {
    return seen.sightings().stream()
        .filter(sighting -> sighting.what() == Sighting.What.BEGIN)
        .filter(sighting -> sighting.step().equals(step))
        .map(sighting -> sighting.node() + " epoch " + sighting.epoch())
        .toList();
  }

  @Test
  @Proves({"3.2", "3.8"})
  void frozenNode_whoseRunWasTakenOver_wakesAndWritesNothing() {
    try (SimCluster cluster = SimCluster.start(2, 1, CHAIN)) {
      cluster.node(0).start(CHAIN, "in", RunOptions.named("run"));
      cluster.time().runUntilIdle();
      cluster.node(0).freeze();
      cluster.time().advance(Duration.ofSeconds(30));
      cluster.node(0).thaw();
      History seen = cluster.settle(SETTLED).assertKeptInSequence();

      assertEquals(List.of("node-0.1 epoch 1", "node-1.1 epoch 2"), begun(seen, "two"));
      assertEquals(1, seen.repetitions());
    }
  }

  @Test
  @Proves({"1.3", "3.4"})
  void crashedNode_itsRunGoesOnElsewhere() {
    try (SimCluster cluster = SimCluster.start(2, 1, CHAIN)) {
      cluster.node(0).start(CHAIN, "in", RunOptions.named("run"));
      cluster.time().runUntilIdle();
      cluster.node(0).crash();
      History seen = cluster.settle(SETTLED).assertKeptInSequence();

      assertEquals(List.of("node-0.1 epoch 1"), begun(seen, "one"));
      assertEquals(List.of("node-0.1 epoch 1", "node-1.1 epoch 2"), begun(seen, "two"));
    }
  }

  @Test
  @Proves({"3.5", "9.4"})
  void stoppedNode_itsRunGoesOnElsewhereAtOnce() {
    try (SimCluster cluster = SimCluster.start(2, 1, CHAIN)) {
      cluster.node(0).start(CHAIN, "in", RunOptions.named("run"));
      cluster.time().runUntilIdle();
      cluster.node(0).stop(Duration.ofSeconds(1));
      cluster.time().advance(Duration.ofSeconds(6));

      assertTrue(begun(cluster.history(), "three").contains("node-1.1 epoch 2"));
      cluster.settle(SETTLED).assertKeptInSequence();
    }
  }

  @Test
  @Proves("1.8")
  void nodeThatIsCutOff_goesOnWhenItIsHealed() {
    try (SimCluster cluster = SimCluster.start(1, 1, CHAIN)) {
      cluster.node(0).start(CHAIN, "in", RunOptions.named("run"));
      cluster.time().runUntilIdle();
      cluster.node(0).cutOff();
      cluster.time().advance(Duration.ofSeconds(10));
      cluster.node(0).heal();
      History seen = cluster.settle(SETTLED).assertKeptInSequence();

      assertEquals(0, seen.repetitions());
    }
  }

  @Test
  void unfinishedRuns_areNamedWhenTheyDoNotSettle() {
    SimCode<String, String> waiting =
        (witness, time) ->
            Workflow.of(
                "waiting",
                String.class,
                String.class,
                (in, flow) -> {
                  flow.sleep("long", Duration.ofDays(1));
                  return in;
                });
    try (SimCluster cluster = SimCluster.start(1, 1, waiting)) {
      cluster.node(0).start(waiting, "in", RunOptions.named("slow-run"));

      var stalled =
          assertThrows(StalledException.class, () -> cluster.settle(Duration.ofSeconds(9)));
      assertTrue(stalled.getMessage().contains("slow-run"), stalled.getMessage());
    }
  }

  @Test
  void node_thatIsDown_saysSo() {
    try (SimCluster cluster = SimCluster.start(1, 1, CHAIN)) {
      cluster.node(0).crash();

      var down = assertThrows(IllegalStateException.class, () -> cluster.node(0).maestro());
      assertEquals("node-0 is down; restart it", down.getMessage());
    }
  }
}
