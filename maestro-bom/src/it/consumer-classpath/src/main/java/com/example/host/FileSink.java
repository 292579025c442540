package com.example.host;

import io.maestro.backup.BackupSink;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file under another name until it is whole. */
final class FileSink implements BackupSink {
  private final Path unfinished;
  private final Path finished;
  private final OutputStream stream;

  FileSink(Path unfinished, Path finished) throws IOException {
    this.unfinished = unfinished;
    this.finished = finished;
    this.stream = Files.newOutputStream(unfinished);
  }

  @Override
  public OutputStream stream() {
    return stream;
  }

  @Override
  public void commit() throws IOException {
    stream.close();
    Files.move(unfinished, finished, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void close() throws IOException {
    stream.close();
    Files.deleteIfExists(unfinished);
  }
}
