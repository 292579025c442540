package io.maestro.jdbc.sqlite;

import io.maestro.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right of one process to a database file: an operating system's lock on a file beside it,
 * which dies with the process.
 */
final class ProcessLock implements AutoCloseable {
  /** Beyond what the file holds, so that others can read that where locks are mandatory. */
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  private static final int LARGEST = 100;

  /**
   * The files locked in this JVM. It belongs to the JVM as the lock belongs to the process, which
   * would lose it if the file were opened a second time and closed.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private ProcessLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes the lock of a database.
   *
   * @throws StoreException if this process, or another one, holds it
   */
  static ProcessLock of(Path database) {
    Path file = database.resolveSibling(database.getFileName() + ".lock");
    if (!HELD.add(file)) {
      throw refused(database, "this process (pid " + ProcessHandle.current().pid() + ")", null);
    }
    try {
      return new ProcessLock(file, locked(database, file));
    } catch (IOException | RuntimeException failed) {
      HELD.remove(file);
      throw failed instanceof StoreException named
          ? named
          : new StoreException("the lock file " + file + " can't be used; " + hint(), failed);
    }
  }

  private static String hint() {
    return "its folder must be writable, on a file system with locks";
  }

  private static FileChannel locked(Path database, Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock(LOCKED_BYTE, 1, false) == null) {
        throw refused(database, "another live process" + pidIn(file), null);
      }
      writePid(channel);
      return channel;
    } catch (OverlappingFileLockException byAnotherLoader) {
      throw refused(database, "this process, through another class loader", byAnotherLoader);
    } catch (IOException | RuntimeException failed) {
      closeAfter(failed, channel);
      throw failed;
    }
  }

  private static void closeAfter(Exception failure, FileChannel channel) {
    try {
      channel.close();
    } catch (IOException alsoFailed) {
      failure.addSuppressed(alsoFailed);
    }
  }

  private static void writePid(FileChannel channel) throws IOException {
    String pid = "pid " + ProcessHandle.current().pid() + "\n";
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
  }

  private static String pidIn(Path file) {
    try {
      String said = Files.readString(file, StandardCharsets.US_ASCII).strip();
      return said.startsWith("pid ") && said.length() < LARGEST ? " (" + said + ")" : "";
    } catch (IOException unreadable) {
      return " (which one can't be read: " + unreadable + ")";
    }
  }

  private static StoreException refused(
      Path database, String owner, @org.jspecify.annotations.Nullable Exception cause) {
    return new StoreException(
        "%s is in use by %s; an SQLite store belongs to one process at a time: end it, or use PostgreSQL for several"
            .formatted(database, owner),
        cause);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException failed) {
      throw new StoreException("the lock file " + file + " can't be closed", failed);
    } finally {
      HELD.remove(file);
    }
  }
}
