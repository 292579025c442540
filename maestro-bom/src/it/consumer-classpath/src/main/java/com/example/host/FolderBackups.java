package com.example.host;

import io.maestro.backup.BackupEntry;
import io.maestro.backup.BackupSink;
import io.maestro.backup.BackupStore;
import io.maestro.run.Page;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Backups as files of a folder; what begins with a dot is not a backup yet. */
public final class FolderBackups implements BackupStore {
  private final Path folder;

  /** Creates the store of a folder that is there. */
  public FolderBackups(Path folder) {
    this.folder = folder;
  }

  @Override
  public BackupSink create(String name) throws IOException {
    Path file = file(name);
    if (Files.exists(file)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    return new FileSink(folder.resolve("." + name), file);
  }

  @Override
  public InputStream open(String name) throws IOException {
    try {
      return Files.newInputStream(file(name));
    } catch (NoSuchFileException none) {
      throw new FileNotFoundException(name);
    }
  }

  @Override
  public Page<BackupEntry> list(Optional<String> after, int limit) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> isAfter(file, after)).sorted().limit(limit + 1L).toList();
    }
    List<BackupEntry> entries = new ArrayList<>();
    for (Path file : files.subList(0, Math.min(limit, files.size()))) {
      entries.add(entry(file));
    }
    return new Page<>(entries, files.size() > limit);
  }

  @Override
  public void delete(String name) throws IOException {
    Files.deleteIfExists(file(name));
  }

  private Path file(String name) {
    if (!name.matches("[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}")) {
      throw new IllegalArgumentException("not the name of a backup: " + name);
    }
    return folder.resolve(name);
  }

  private static boolean isAfter(Path file, Optional<String> after) {
    String name = file.getFileName().toString();
    return !name.startsWith(".") && name.compareTo(after.orElse("")) > 0;
  }

  private static BackupEntry entry(Path file) throws IOException {
    return new BackupEntry(
        file.getFileName().toString(),
        Files.size(file),
        Files.getLastModifiedTime(file).toInstant());
  }
}
