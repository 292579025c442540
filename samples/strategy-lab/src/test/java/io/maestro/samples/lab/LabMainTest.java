package io.maestro.samples.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lab in a Java of its own: what the shell gets, and that nothing else is printed. */
final class LabMainTest {
  @TempDir private Path folder;

  @Test
  void main_shippedData_endsWithZeroAndSaysNothingElse() throws Exception {
    assertEquals(0, call("--seed", "7"));

    assertTrue(
        said("err").stream().allMatch(line -> line.startsWith("about ")), said("err")::toString);
    assertTrue(said("out").get(1).startsWith("REJECTED"), said("out")::toString);
    assertTrue(Files.exists(folder.resolve("out/result.json"))); // relative to where it is called
  }

  @Test
  void main_mistake_endsWithTwoAndOneLine() throws Exception {
    assertEquals(2, call("--data", "none.csv"));

    assertEquals(List.of("none.csv: no such file"), said("err"));
    assertEquals(List.of(), said("out"));
  }

  private int call(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                java(),
                "--enable-native-access=ALL-UNNAMED", // as the manifest of the jar says
                "-cp",
                path(),
                LabMain.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(folder.resolve("said.out").toFile())
            .redirectError(folder.resolve("said.err").toFile());
    builder.environment().remove("JAVA_TOOL_OPTIONS"); // which Java itself would tell of
    Process lab = builder.start();
    assertTrue(lab.waitFor(120, TimeUnit.SECONDS));
    return lab.exitValue();
  }

  private List<String> said(String where) {
    try {
      return Files.readAllLines(folder.resolve("said." + where));
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static String path() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }
}
