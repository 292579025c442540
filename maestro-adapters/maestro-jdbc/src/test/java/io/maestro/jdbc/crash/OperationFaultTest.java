package io.maestro.jdbc.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.StrategyMaestro;
import io.maestro.flow.Reconciliation;
import io.maestro.flow.Workflow;
import io.maestro.run.Run;
import io.maestro.run.RunOptions;
import io.maestro.run.RunOutcome;
import io.maestro.store.StoreException;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.fault.FaultPlan;
import io.maestro.testkit.fault.Faults;
import io.maestro.testkit.fault.Point;
import io.maestro.testkit.time.StalledException;
import io.maestro.testkit.witness.History;
import io.maestro.testkit.witness.Sighting;
import io.maestro.testkit.witness.Witness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * R3: each request to the store in turn goes wrong, until a run meets none of them. On SQLite: the
 * store on PostgreSQL has threads that wait for the server, which virtual time can't see through.
 */
final class OperationFaultTest {
  /** More than any run here makes. */
  private static final int ENOUGH = 200;

  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  @TempDir Path folder;

  private final List<Sighting> sightings = Collections.synchronizedList(new ArrayList<>());

  private static Workflow<String, String> flow(Witness witness) {
    return Workflow.of(
        "faulty",
        String.class,
        String.class,
        (in, flow) -> {
          String one = flow.step("one", String.class, step -> witness.watch(step, s -> "one"));
          String two =
              flow.effect(
                  "two",
                  String.class,
                  step -> witness.watch(step, s -> "two"),
                  doubt -> Reconciliation.resume());
          flow.sleep("rest", Duration.ofSeconds(30));
          String three =
              flow.step("three", String.class, step -> witness.watch(step, s -> "three"));
          return one + " " + two + " " + three;
        });
  }

  /** Lets one run go through the fault; returns whether it met it. */
  private boolean goThrough(
      TestHost host, String store, String name, Set<Point> points, Consumer<FaultPlan> what) {
    Faults faults = new Faults();
    Witness witness = Witness.of("node", faults, sightings::add);
    Workflow<String, String> workflow = flow(witness);
    StrategyMaestro maestro =
        host.start(builder -> builder.store(faults.on(TestStores.open(store))).register(workflow));
    host.time().runUntilIdle();
    what.accept(faults.at(points));
    Run<String> run = accepted(host, maestro, workflow, name, faults);
    host.time().advance(Duration.ofMinutes(2));
    boolean met = faults.unfired().isEmpty();
    faults.clear(); // where it is for ever: mended now
    RunOutcome<String> outcome = ended(host, run);
    host.get(maestro.shutdown(Duration.ZERO));

    assertEquals("one two three", outcome.fold(v -> v, Object::toString, r -> r), name);
    return met;
  }

  private static RunOutcome<String> ended(TestHost host, Run<String> run) {
    try {
      return host.get(run.outcome());
    } catch (StalledException hung) {
      throw new AssertionError(run.id() + " hangs", hung);
    }
  }

  /** Starts a run; asks again if it is told that the store failed, as a host would. */
  private static Run<String> accepted(
      TestHost host,
      StrategyMaestro maestro,
      Workflow<String, String> workflow,
      String name,
      Faults faults) {
    for (int tries = 0; tries < 3; tries++) {
      Run<String> run = maestro.start(workflow, "in", RunOptions.named(name));
      if (!(failureOf(host, run.accepted()) instanceof StoreException)) {
        return run;
      }
      if (tries == 1) {
        faults.clear();
      }
    }
    throw new AssertionError(name + " was never accepted");
  }

  private static Throwable failureOf(TestHost host, CompletableFuture<?> future) {
    try {
      host.time().await(future);
      return null;
    } catch (ExecutionException failed) {
      return failed.getCause();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  private void eachInTurn(
      TestHost host, Target target, Set<Point> points, String how, FaultAt fault) {
    String store = target.fresh(folder);
    int hit = 1;
    while (true) {
      int at = hit;
      boolean met = goThrough(host, store, how + "-" + hit, points, plan -> fault.plan(plan, at));
      if (!met) {
        break;
      }
      hit++;
      assertTrue(hit < ENOUGH, "it never ran clean");
    }
    new History(sightings).assertKeptInSequence();
    System.out.printf("%s on %s: %d requests, each went wrong once%n", how, target, hit - 1);
    assertTrue(hit > 8, "too few requests to have proved anything: " + hit);
  }

  private interface FaultAt {
    void plan(FaultPlan plan, int hit);
  }

  @ParameterizedTest
  @EnumSource(names = "SQLITE")
  @Proves({"1.1", "1.8", "6.3"})
  void requestThatFails_whicheverItIs_costsNothingButTime(Target target, TestHost host) {
    eachInTurn(
        host,
        target,
        Point.before(),
        "failing",
        (plan, hit) -> plan.hit(hit).throwing(new StoreException("the disk is full", null)));
  }

  @ParameterizedTest
  @EnumSource(names = "SQLITE")
  @Proves({"1.1", "1.8", "6.3"})
  void reply_whicheverIsLost_costsNothingButTime(Target target, TestHost host) {
    eachInTurn(
        host, target, Point.after(), "lost-reply", (plan, hit) -> plan.hit(hit).losingTheReply());
  }
}
