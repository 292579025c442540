package io.maestro.samples.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LabOutputTest {
  @TempDir private Path folder;

  @Test
  void write_newFolder_holdsTheFilesAndNothingElse() throws IOException {
    Path out = folder.resolve("deep/out");

    LabOutput.in(out).write("page", "{}", "[]");
    LabOutput.in(out).write("page 2", "{ }", "[]");

    assertEquals(List.of("journal.json", "report.html", "result.json"), names(out));
    assertEquals("page 2", Files.readString(out.resolve("report.html")));
    assertEquals("{ }", Files.readString(out.resolve("result.json")));
  }

  @Test
  void in_fileOfThatName_isRefused() throws IOException {
    Path file = Files.createFile(folder.resolve("out"));

    assertRefused(file);
    assertRefused(file.resolve("below"));
  }

  @Test
  void in_folderInPlaceOfAResult_isRefused() throws IOException {
    Files.createDirectories(folder.resolve("result.json"));

    assertRefused(folder);
    assertEquals(List.of("result.json"), names(folder));
  }

  @Test
  void write_folderGone_leavesNothing() throws IOException {
    LabOutput output = LabOutput.in(folder.resolve("out"));
    Files.delete(folder.resolve("out"));

    assertThrows(UsageException.class, () -> output.write("page", "{}", "[]"));
    assertEquals(List.of(), names(folder));
  }

  private static void assertRefused(Path out) {
    UsageException refused = assertThrows(UsageException.class, () -> LabOutput.in(out));

    assertTrue(
        String.valueOf(refused.getMessage()).startsWith("can't write "), refused.getMessage());
    assertEquals(1, String.valueOf(refused.getMessage()).lines().count());
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
