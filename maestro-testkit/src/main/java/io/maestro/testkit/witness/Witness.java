package io.maestro.testkit.witness;

import static java.util.Objects.requireNonNull;

import io.maestro.flow.StepCode;
import io.maestro.flow.StepContext;
import io.maestro.run.RunId;
import io.maestro.store.RunWrite;
import io.maestro.testkit.fault.Faults;
import java.util.function.Consumer;

/**
 * Sees what a node does: each time a step's code begins and ends, and what the store takes from it.
 * Thread-safe, if what it tells is.
 *
 * <pre>{@code
 * flow.step("ask", String.class, step -> witness.watch(step, this::ask));
 * }</pre>
 */
public final class Witness {
  private final String node;
  private final Faults faults;
  private final Consumer<Sighting> told;

  private Witness(String node, Faults faults, Consumer<Sighting> told) {
    this.node = node;
    this.faults = faults;
    this.told = told;
  }

  /**
   * Returns the witness of a node.
   *
   * @param node its name, without blanks
   * @param faults its way to the store, which tells what the store took and under which epoch
   * @param told told of each sighting, in order for one thread; on threads of the node
   */
  public static Witness of(String node, Faults faults, Consumer<Sighting> told) {
    Witness witness =
        new Witness(
            requireNonNull(node, "node"),
            requireNonNull(faults, "faults"),
            requireNonNull(told, "told"));
    faults.whenDone(witness::wrote);
    return witness;
  }

  /**
   * Runs a step's code, seen.
   *
   * @return what the code returns
   * @throws Exception what the code throws
   */
  public <T> T watch(StepContext step, StepCode<T> code) throws Exception {
    requireNonNull(code, "code");
    long epoch = faults.epochOf(step.runId()).orElse(0);
    tell(Sighting.What.BEGIN, step.runId(), step.path(), step.attempt(), epoch);
    T value = code.run(step);
    tell(Sighting.What.END, step.runId(), step.path(), step.attempt(), epoch);
    return value;
  }

  /** Notes that a caller was told that a run was accepted. */
  public void accepted(RunId run) {
    tell(Sighting.What.ACCEPTED, requireNonNull(run, "run"), "-", 0, 0);
  }

  private void wrote(RunWrite write) {
    long epoch = write.lease().epoch();
    write.recorded().stream()
        .filter(step -> step.state().isFinal())
        .forEach(
            step ->
                tell(
                    Sighting.What.RECORDED,
                    write.lease().run(),
                    step.path(),
                    step.attempts(),
                    epoch));
    write
        .end()
        .ifPresent(
            end ->
                tell(Sighting.What.ENDED, write.lease().run(), end.status().toString(), 0, epoch));
  }

  private void tell(Sighting.What what, RunId run, String step, int attempt, long epoch) {
    told.accept(new Sighting(what, run.value(), step, attempt, epoch, node));
  }
}
