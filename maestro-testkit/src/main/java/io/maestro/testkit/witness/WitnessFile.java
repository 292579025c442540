package io.maestro.testkit.witness;

import static java.util.Objects.requireNonNull;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An append-only file of sightings that many processes write to at once: one line each, in one
 * write to the end of the file, so that lines of different processes never mix and what was seen
 * before a kill is there after it. Thread-safe.
 *
 * <p>Safe from the death of a process; not from that of the machine, since nothing is synced.
 */
public final class WitnessFile implements AutoCloseable {
  private final FileOutputStream file; // a channel would be closed by the interrupt of a step

  private WitnessFile(FileOutputStream file) {
    this.file = file;
  }

  /**
   * Opens a file to add to it; makes it if there is none.
   *
   * @throws UncheckedIOException if it can't be opened
   */
  public static WitnessFile open(Path path) {
    try {
      return new WitnessFile(new FileOutputStream(requireNonNull(path, "path").toFile(), true));
    } catch (IOException unusable) {
      throw new UncheckedIOException("the witness file can't be opened: " + path, unusable);
    }
  }

  /**
   * Adds a sighting.
   *
   * @throws UncheckedIOException if it can't be written, as when the file is closed
   */
  public void add(Sighting seen) {
    try {
      file.write((seen.line() + "\n").getBytes(StandardCharsets.UTF_8)); // at once: never mixed
    } catch (IOException unusable) {
      throw new UncheckedIOException("the witness can't note " + seen.line(), unusable);
    }
  }

  /**
   * Reads a file; none at all is an empty history, and a torn line is left out.
   *
   * @throws UncheckedIOException if it can't be read
   */
  public static History read(Path path) {
    try {
      return Files.exists(path)
          ? new History(
              Files.readAllLines(path).stream()
                  .map(Sighting::parse)
                  .flatMap(Optional::stream)
                  .toList())
          : new History(java.util.List.of());
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the witness file can't be read: " + path, unreadable);
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException unusable) {
      throw new UncheckedIOException("the witness file can't be closed", unusable);
    }
  }
}
