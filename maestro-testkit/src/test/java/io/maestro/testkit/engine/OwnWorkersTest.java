package io.maestro.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.maestro.core.Maestro;
import io.maestro.flow.Workflow;
import io.maestro.testkit.Proves;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class OwnWorkersTest {
  private static final Workflow<String, String> SUMMING =
      Workflow.of(
          "summing",
          String.class,
          String.class,
          (in, flow) -> {
            flow.sleep("nap", Duration.ofMillis(5));
            return ""
                + flow.each("i", List.of(1, 2, 3), i -> i)
                    .step(Integer.class, (i, step) -> i * i)
                    .join();
          });

  static Set<Thread> maestroThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.isAlive() && thread.getName().startsWith("maestro-"))
        .filter(thread -> !thread.getName().startsWith("maestro-virtual"))
        .collect(Collectors.toSet());
  }

  /** A pool has ended a moment before its last thread has: that moment is waited for. */
  static void assertNoMoreThan(Set<Thread> before) throws InterruptedException {
    for (Thread left : maestroThreads()) {
      if (!before.contains(left)) {
        left.join(20_000);
        assertFalse(left.isAlive(), left::toString);
      }
    }
  }

  @Test
  @Proves("9.7")
  void ownWorkers_areGoneAfterTheClose() throws Exception {
    Set<Thread> before = maestroThreads();
    try (var maestro = Maestro.builder().register(SUMMING).start();
        var other = Maestro.builder().register(SUMMING).start()) {
      var all =
          IntStream.range(0, 200)
              .mapToObj(i -> (i % 2 == 0 ? maestro : other).start(SUMMING, "").result())
              .toList();
      for (var result : all) {
        assertEquals("[1, 4, 9]", result.get(30, TimeUnit.SECONDS));
      }
    }

    assertNoMoreThan(before);
  }

  @Test
  @Proves({"7.4", "9.7"})
  void hostExecutor_isNotShutDown() throws Exception {
    ExecutorService host = Executors.newFixedThreadPool(2);
    try (var maestro = Maestro.builder().register(SUMMING).executor(host).start()) {
      assertEquals("[1, 4, 9]", maestro.start(SUMMING, "").result().get(30, TimeUnit.SECONDS));
    }

    assertEquals("still there", host.submit(() -> "still there").get());
    host.shutdown();
  }

  @Test
  void hostExecutor_thatRunsInTheCallersThread_works() throws Exception {
    try (var maestro = Maestro.builder().register(SUMMING).executor(Runnable::run).start()) {
      assertEquals("[1, 4, 9]", maestro.start(SUMMING, "").result().get(30, TimeUnit.SECONDS));
    }
  }

  @Test
  @Proves("9.1")
  void time_ofAClosedMaestro_refuses() {
    var maestro = Maestro.builder().register(SUMMING).start();
    maestro.close();

    assertThrows(
        ExecutionException.class,
        () -> maestro.start(SUMMING, "").result().get(30, TimeUnit.SECONDS));
  }
}
