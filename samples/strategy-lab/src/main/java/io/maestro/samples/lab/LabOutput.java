package io.maestro.samples.lab;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** The folder for the output; a file in it is complete or not there at all. */
public final class LabOutput {
  /** The page for people. */
  public static final String REPORT = "report.html";

  /** The result for programs. */
  public static final String RESULT = "result.json";

  /** What the store has of the runs, for programs. */
  public static final String JOURNAL = "journal.json";

  private final Path folder;

  private LabOutput(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes the folder if need be, and sees to it that files can be written there.
   *
   * @throws UsageException if they can't
   */
  public static LabOutput in(Path folder) {
    LabOutput output = new LabOutput(folder);
    try {
      Files.createDirectories(folder);
      Files.delete(output.draft());
    } catch (IOException refused) {
      throw output.refusal(refused);
    }
    output.refuseFolder(REPORT);
    output.refuseFolder(RESULT);
    output.refuseFolder(JOURNAL);
    return output;
  }

  /**
   * Writes all files, and only then gives them their names.
   *
   * @throws UsageException if they can't be written
   */
  public void write(String report, String result, String journal) {
    Map<Path, Path> drafts = new LinkedHashMap<>();
    try {
      drafts.put(draft(report), folder.resolve(REPORT));
      drafts.put(draft(result), folder.resolve(RESULT));
      drafts.put(draft(journal), folder.resolve(JOURNAL));
      for (Map.Entry<Path, Path> draft : drafts.entrySet()) {
        publish(draft.getKey(), draft.getValue());
      }
    } catch (IOException refused) {
      throw withdraw(drafts, refusal(refused));
    }
  }

  private Path draft() throws IOException {
    // other than a temporary file of the platform, it may be read by whom the user lets read
    return Files.createFile(folder.resolve(".draft-" + UUID.randomUUID() + ".tmp"));
  }

  private Path draft(String content) throws IOException {
    Path draft = draft();
    try {
      return Files.writeString(draft, content);
    } catch (IOException full) {
      Files.deleteIfExists(draft);
      throw full;
    }
  }

  private static void publish(Path draft, Path file) throws IOException {
    try {
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException plain) {
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static UsageException withdraw(Map<Path, Path> drafts, UsageException refusal) {
    for (Path draft : drafts.keySet()) {
      try {
        Files.deleteIfExists(draft);
      } catch (IOException stuck) {
        refusal.addSuppressed(stuck);
      }
    }
    return refusal;
  }

  private void refuseFolder(String name) {
    if (Files.isDirectory(folder.resolve(name))) {
      throw new UsageException("can't write " + folder.resolve(name) + ": a folder has that name");
    }
  }

  private UsageException refusal(IOException cause) {
    UsageException refusal =
        new UsageException(
            "can't write into "
                + folder.toString().replaceAll("\\p{Cntrl}", "?")
                + " ("
                + cause.getClass().getSimpleName()
                + ")");
    refusal.initCause(cause);
    return refusal;
  }
}
