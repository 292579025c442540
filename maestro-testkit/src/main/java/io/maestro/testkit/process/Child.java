package io.maestro.testkit.process;

import static java.util.Objects.requireNonNull;

import io.maestro.testkit.fault.Faults;
import io.maestro.testkit.witness.Witness;
import io.maestro.testkit.witness.WitnessFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The beginning of a program that a {@link ProcessCluster} starts.
 *
 * <pre>{@code
 * public static void main(String[] args) {
 *   Child child = Child.of(args);
 *   var maestro = Maestro.builder().store(child.faults().on(store)).register(flow(child.witness())).start();
 *   child.ready();
 * }
 * }</pre>
 *
 * <p>It ends this JVM at once when the one that started it is gone. Thread-safe.
 */
public final class Child {
  /** The exit code of a JVM that a planned crash has halted: as if by SIGKILL. */
  public static final int CRASHED = 137;

  static final String READY = "READY";

  private final List<String> arguments;
  private final Faults faults = Faults.crashingBy(Child::halt);
  private final Witness witness;

  private Child(Path witnessFile, List<String> arguments) {
    this.arguments = arguments;
    WitnessFile file = WitnessFile.open(witnessFile); // dies with this JVM
    this.witness = Witness.of(Long.toString(ProcessHandle.current().pid()), faults, file::add);
  }

  /**
   * Begins.
   *
   * @param args what {@code main} was given
   */
  public static Child of(String[] args) {
    if (args.length == 0) {
      throw new IllegalArgumentException("start this program by a ProcessCluster");
    }
    Thread watch = new Thread(Child::endWithTheParent, "maestro-parent-watch");
    watch.setDaemon(true);
    watch.start();
    return new Child(Path.of(args[0]), List.copyOf(Arrays.asList(args).subList(1, args.length)));
  }

  /** The parent writes nothing: what can be read is its end. */
  private static void endWithTheParent() {
    try {
      System.in.readAllBytes();
    } catch (IOException gone) {
      // the same
    }
    halt();
  }

  private static void halt() {
    Runtime.getRuntime().halt(CRASHED);
  }

  /** Returns what {@link ProcessCluster#start} was given. */
  public List<String> arguments() {
    return arguments;
  }

  /** Returns this node's way to its store; a crash on it halts this JVM. */
  public Faults faults() {
    return faults;
  }

  /** Returns who sees what this node does; notes it in the file of all nodes. */
  public Witness witness() {
    return witness;
  }

  /** Tells the parent that it may begin. */
  public void ready() {
    say(READY);
  }

  /** Tells the parent something, in one line. */
  public void say(String line) {
    requireNonNull(line, "line");
    synchronized (System.out) {
      System.out.println(line);
      System.out.flush();
    }
  }
}
