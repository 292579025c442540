package io.maestro.samples.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lab in a Java of its own that is killed again and again, and started with the same words. */
final class KilledLabTest {
  /** Each start may work this much longer than the one before, so that one comes to the end. */
  private static final long LONGER_MILLIS = 600;

  @TempDir private Path folder;

  @Test
  void main_killedAgainAndAgain_endsWithTheSameBytes() throws Exception {
    Path data = folder.resolve("generated.csv");
    Files.write(data, LabTest.rows(GeneratedPrices.noise(3, 1_600)));
    Process whole = start(data, "whole", "--store", "memory");
    assertTrue(whole.waitFor(300, TimeUnit.SECONDS));

    int kills = 0;
    for (Process lab = start(data, "killed");
        !lab.waitFor(LONGER_MILLIS * (kills + 1), TimeUnit.MILLISECONDS);
        lab = start(data, "killed")) {
      lab.destroyForcibly().waitFor();
      kills++;
    }
    assertTrue(kills > 0, "it was too quick to be killed");
    assertEquals(result("whole"), result("killed"), kills + " kills");
  }

  private String result(String out) throws Exception {
    return Files.readString(folder.resolve(out).resolve("result.json"));
  }

  private Process start(Path data, String out, String... more) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", // starts sooner
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                LabMain.class.getName(),
                "--data",
                data.toString(),
                "--out",
                folder.resolve(out).toString()));
    command.addAll(List.of(more));
    return new ProcessBuilder(command)
        .redirectOutput(folder.resolve("said.out").toFile())
        .redirectError(folder.resolve("said.err").toFile())
        .start();
  }
}
