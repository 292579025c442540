package io.maestro.testkit.sim;

import static java.util.Objects.requireNonNull;

import io.maestro.StrategyMaestro;
import io.maestro.core.MaestroBuilder;
import io.maestro.flow.Workflow;
import io.maestro.run.Run;
import io.maestro.run.RunOptions;
import io.maestro.testkit.fault.Faults;
import io.maestro.testkit.witness.Witness;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A node of a {@link SimCluster}. Used by the test's thread. */
public final class SimNode {
  private final SimCluster cluster;
  private final String name;
  private final Map<SimCode<?, ?>, Workflow<?, ?>> workflows = new HashMap<>();
  private Faults faults;
  private Witness witness;
  private Optional<StrategyMaestro> maestro = Optional.empty();
  private int starts;

  SimNode(SimCluster cluster, String name) {
    this.cluster = cluster;
    this.name = name;
    this.faults = new Faults();
    this.witness = cluster.witness(name, faults);
  }

  /** Returns its name. */
  public String name() {
    return name;
  }

  /** Returns whether it is running, be it frozen or cut off. */
  public boolean isUp() {
    return maestro.isPresent() && !faults.hasCrashed();
  }

  /**
   * Returns its maestro.
   *
   * @throws IllegalStateException if it has crashed or was stopped
   */
  public StrategyMaestro maestro() {
    if (!isUp()) {
      throw new IllegalStateException(name + " is down; restart it");
    }
    return maestro.orElseThrow();
  }

  /** Returns its way to the store, from this start on: for faults at single points. */
  public Faults faults() {
    return faults;
  }

  /** It is gone: nothing that it asked happens or is answered any more, nothing it does counts. */
  public void crash() {
    faults.crash();
  }

  /** Holds what it asks and what it is answered, as if it were paused; its code goes on. */
  public void freeze() {
    faults.freeze();
  }

  /** Lets what was held go through, late. */
  public void thaw() {
    faults.thaw();
  }

  /** Cuts it off from the store: everything that it asks fails at once. */
  public void cutOff() {
    faults.cutOff();
  }

  /** Lets it reach the store again. */
  public void heal() {
    faults.heal();
  }

  /** Stops it gracefully. */
  public void stop(Duration atMost) {
    StrategyMaestro stopped = maestro();
    maestro = Optional.empty();
    cluster.time().get(stopped.shutdown(atMost));
  }

  /** Starts it again as a new process would be; crashes it first if it is up. */
  public void restart() {
    if (isUp()) {
      crash();
    }
    start();
  }

  /**
   * Starts a run on this node. If its acceptance is told, that is seen.
   *
   * @param code one of those that the cluster was started with
   */
  public <I, O> Run<O> start(SimCode<I, O> code, I input, RunOptions options) {
    Witness seenBy = witness;
    Run<O> run = maestro().start(workflow(code), input, options);
    CompletableFuture<Void> unused = run.accepted().thenAccept(seenBy::accepted);
    return run;
  }

  @SuppressWarnings("unchecked") // made by this very code
  private <I, O> Workflow<I, O> workflow(SimCode<I, O> code) {
    Workflow<?, ?> known = workflows.get(requireNonNull(code, "code"));
    if (known == null) {
      throw new IllegalArgumentException("the cluster was not started with this code: " + code);
    }
    return (Workflow<I, O>) known;
  }

  void start() {
    starts++;
    faults = new Faults();
    witness = cluster.witness(name + "." + starts, faults);
    MaestroBuilder builder = cluster.builder(faults);
    workflows.clear();
    for (SimCode<?, ?> code : cluster.code()) {
      Workflow<?, ?> workflow = code.on(witness, cluster.time());
      workflows.put(code, workflow);
      builder.register(workflow);
    }
    maestro = Optional.of(builder.start());
  }

  @Override
  public String toString() {
    return name + (isUp() ? " up" : " down");
  }
}
