package com.example.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.backup.BackupEntry;
import io.maestro.backup.BackupSink;
import io.maestro.backup.BackupStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the host's place for backups to what the interface promises. */
final class FolderBackupsTest {
  @TempDir private Path folder;
  private BackupStore backups;

  @BeforeEach
  void open() {
    backups = new FolderBackups(folder);
  }

  @Test
  void sink_committed_isListedAndReadBack() throws IOException {
    write("monday", 1, 2, 3);

    try (InputStream stream = backups.open("monday")) {
      assertArrayEquals(new byte[] {1, 2, 3}, stream.readAllBytes());
    }
    assertEquals(3, backups.list(Optional.empty(), 10).items().get(0).size());
  }

  @Test
  void sink_abandoned_leavesNothing() throws IOException {
    try (BackupSink sink = backups.create("monday")) {
      sink.stream().write(1);
    }

    assertEquals(List.of(), names(Optional.empty(), 10));
    assertThrows(FileNotFoundException.class, () -> backups.open("monday"));
  }

  @Test
  void create_takenOrWrongName_isRefused() throws IOException {
    write("monday", 1);

    assertThrows(IOException.class, () -> backups.create("monday"));
    assertThrows(IllegalArgumentException.class, () -> backups.create("../monday"));
  }

  @Test
  void list_inPages_hasEachOnce() throws IOException {
    write("a", 1);
    write("b", 1);
    write("c", 1);

    assertEquals(List.of("a", "b"), names(Optional.empty(), 2));
    assertTrue(backups.list(Optional.empty(), 2).more());
    assertEquals(List.of("c"), names(Optional.of("b"), 2));
    assertFalse(backups.list(Optional.of("b"), 2).more());
  }

  @Test
  void delete_twice_isNoError() throws IOException {
    write("monday", 1);
    backups.delete("monday");
    backups.delete("monday");

    assertEquals(List.of(), names(Optional.empty(), 10));
  }

  private void write(String name, int... bytes) throws IOException {
    try (BackupSink sink = backups.create(name)) {
      for (int each : bytes) {
        sink.stream().write(each);
      }
      sink.commit();
    }
  }

  private List<String> names(Optional<String> after, int limit) throws IOException {
    return backups.list(after, limit).items().stream().map(BackupEntry::name).toList();
  }
}
