package io.maestro.jdbc.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.maestro.testkit.fault.Point;
import io.maestro.testkit.process.Child;
import io.maestro.testkit.process.ChildProcess;
import io.maestro.testkit.process.ProcessCluster;
import io.maestro.testkit.witness.History;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** One store, the processes on it, and what becomes of their runs. */
final class Crashes implements AutoCloseable {
  private static final Duration DONE_WITHIN = Duration.ofMinutes(4);
  private static final Duration ENDS_WITHIN = Duration.ofMinutes(1);

  /** Short, so that another process need not wait long for what a killed one had. */
  private static final Duration LEASE = Duration.ofSeconds(1);

  private final Target target;
  private final String store;
  private final ProcessCluster processes;
  private final Random random;
  private final long seed;
  private Bug bug = Bug.NONE;
  private int kills;

  Crashes(Target target, Path folder) {
    this.target = target;
    this.store = target.fresh(folder);
    this.seed = Long.getLong("maestro.seed", System.nanoTime());
    this.random = new Random(seed);
    this.processes =
        ProcessCluster.of(
            CrashHost.class,
            folder,
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED");
    System.out.printf("crashes on %s: -Dmaestro.seed=%d%n", target, seed);
  }

  Crashes with(Bug planted) {
    bug = planted;
    return this;
  }

  Target target() {
    return target;
  }

  String store() {
    return store;
  }

  ProcessCluster processes() {
    return processes;
  }

  Random random() {
    return random;
  }

  Job job() {
    return Job.on(store).lease(LEASE).bug(bug);
  }

  ChildProcess start(Job job) {
    return processes.start(job.arguments());
  }

  /** Waits a while that chance draws. */
  void pause(Duration atMost) {
    LockSupport.parkNanos((long) (random.nextDouble() * atMost.toNanos()));
  }

  void kill(ChildProcess child) {
    child.kill9();
    kills++;
  }

  /** Starts a process that halts itself at a point, and waits until it has. */
  void haltAt(Point point, int hit, Job job) {
    int status = processes.begin(job.haltAt(point, hit).arguments()).awaitExit(ENDS_WITHIN);
    assertEquals(Child.CRASHED, status, () -> point + " was not reached " + hit + " times");
    kills++;
  }

  /** Lets a last process bring all runs to their end, and looks at what was seen. */
  History finish(Job job) {
    ChildProcess last = start(job);
    last.awaitLine("DONE " + job.to(), DONE_WITHIN);
    List<String> wrong = last.lines().stream().filter(line -> line.startsWith("WRONG")).toList();
    assertEquals(List.of(), wrong);
    last.kill9();
    History seen = processes.history().assertKeptInSequence();
    System.out.printf(
        "  %d kills, %d runs, all ended as they must; %d executions of steps, %d repeated; none recorded before%n",
        kills, job.to(), seen.executions(), seen.repetitions());
    return seen;
  }

  /** Checks that each transactional step has written exactly once. */
  void assertBookedOnce(int runs) {
    assertEquals(
        IntStream.range(0, runs).mapToObj(i -> "run-" + i).sorted().toList(), target.booked(store));
  }

  @Override
  public void close() {
    processes.close();
  }
}
