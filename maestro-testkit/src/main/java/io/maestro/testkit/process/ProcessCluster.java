package io.maestro.testkit.process;

import static java.util.Objects.requireNonNull;

import io.maestro.testkit.witness.History;
import io.maestro.testkit.witness.WitnessFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * JVMs of their own, started from the class path of this one, with one witness file for all of
 * them.
 *
 * <pre>{@code
 * try (ProcessCluster cluster = ProcessCluster.of(ShopMain.class, folder)) {
 *   ChildProcess shop = cluster.start("sqlite:" + folder.resolve("shop.db"));
 *   shop.kill9();
 *   cluster.start("sqlite:" + folder.resolve("shop.db")).awaitLine("DONE", Duration.ofMinutes(1));
 *   cluster.history().assertKept();
 * }
 * }</pre>
 *
 * <p>The program is a {@code main} that begins with {@link Child#of}. A child ends with the JVM
 * that started it, for it watches its standard input; one that is {@linkplain ChildProcess#stop
 * stopped} can't, and is ended by {@link #close}. Used by one thread.
 */
public final class ProcessCluster implements AutoCloseable {
  /** How long a child may take to be ready. */
  public static final Duration READY_WITHIN = Duration.ofMinutes(1);

  private final Class<?> main;
  private final Path folder;
  private final List<String> vmOptions;
  private final List<ChildProcess> started = new ArrayList<>();
  private List<String> under = List.of();

  private ProcessCluster(Class<?> main, Path folder, List<String> vmOptions) {
    this.main = main;
    this.folder = folder;
    this.vmOptions = vmOptions;
  }

  /**
   * Returns a cluster of a program, none of it started.
   *
   * @param main the program's class
   * @param folder where its witness file is; must be there
   * @param vmOptions for the JVMs, such as {@code -Xmx256m}
   */
  public static ProcessCluster of(Class<?> main, Path folder, String... vmOptions) {
    return new ProcessCluster(
        requireNonNull(main, "main"), requireNonNull(folder, "folder"), List.of(vmOptions));
  }

  /**
   * Lets the JVMs that are started from now on run under a command, such as {@code strace -f}.
   *
   * @param command goes before the JVM's own; empty for nothing
   * @return this
   */
  public ProcessCluster under(String... command) {
    under = List.of(command);
    return this;
  }

  /**
   * Starts a JVM, and waits until it is {@linkplain Child#ready ready}.
   *
   * @param arguments what {@link Child#arguments} gives there
   * @throws IllegalStateException if it ends or takes more than {@link #READY_WITHIN}; the message
   *     has what it wrote
   */
  public ChildProcess start(String... arguments) {
    ChildProcess child = begin(arguments);
    child.awaitLine(Child.READY, READY_WITHIN);
    return child;
  }

  /**
   * Starts a JVM and does not wait: it may end before it is ready.
   *
   * @param arguments what {@link Child#arguments} gives there
   */
  public ChildProcess begin(String... arguments) {
    List<String> command = new ArrayList<>(under);
    command.add(Surroundings.java());
    command.addAll(vmOptions);
    command.add("-cp");
    command.add(Surroundings.classPath(main));
    command.add(main.getName());
    command.add(witness().toString());
    command.addAll(List.of(arguments));
    try {
      ChildProcess child =
          new ChildProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
      started.add(child);
      return child;
    } catch (IOException notStarted) {
      throw new UncheckedIOException("a JVM can't be started", notStarted);
    }
  }

  private Path witness() {
    return folder.resolve("witness.log");
  }

  /** Returns what all processes have seen so far. */
  public History history() {
    return WitnessFile.read(witness());
  }

  /** Kills those that live, and waits for their end. */
  @Override
  public void close() {
    started.forEach(ChildProcess::kill9);
  }
}
