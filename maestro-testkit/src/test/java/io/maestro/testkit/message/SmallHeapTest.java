package io.maestro.testkit.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.testkit.Proves;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A flood of messages in a JVM with a small heap. */
@Timeout(180)
final class SmallHeapTest {
  /** Everything that the tests see, wherever the build put it. */
  private static String classPath() {
    Stream<String> paths =
        Stream.of("jdk.module.path", "java.class.path", "surefire.test.class.path")
            .map(System::getProperty)
            .filter(path -> path != null && !path.isEmpty())
            .flatMap(path -> Stream.of(path.split(File.pathSeparator)));
    Stream<String> own = Stream.of(home(SmallHeapTest.class), home(Proves.class));
    Set<String> all =
        Stream.concat(own, paths).collect(Collectors.toCollection(LinkedHashSet::new));
    return String.join(File.pathSeparator, all);
  }

  private static String home(Class<?> type) {
    return Path.of(
            java.net.URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString()))
        .toString();
  }

  @Test
  @Proves({"22.11", "22.14"})
  void millionSends_toASlowSubscriberIn128Megabytes_areDeliveredOrRefused() throws Exception {
    Process flood =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx128m",
                    "-cp",
                    classPath(),
                    Flood.class.getName()))
            .redirectErrorStream(true)
            .start();
    String said = new String(flood.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertTrue(flood.waitFor(120, TimeUnit.SECONDS), said);
    assertEquals(0, flood.exitValue(), said);
    System.out.print(
        said.lines().filter(line -> line.startsWith("flood:")).findFirst().orElse(said) + "\n");
  }
}
