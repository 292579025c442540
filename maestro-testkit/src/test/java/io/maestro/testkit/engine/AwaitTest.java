package io.maestro.testkit.engine;

import static io.maestro.testkit.engine.Flows.end;
import static io.maestro.testkit.engine.Flows.failure;
import static io.maestro.testkit.engine.Flows.flow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.flow.Retry;
import io.maestro.flow.StepFailedException;
import io.maestro.flow.StepPolicy;
import io.maestro.run.Failure;
import io.maestro.run.Run;
import io.maestro.run.RunStatus;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.time.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@SuppressWarnings("FutureReturnValueIgnored") // the ends of the runs are looked at instead
final class AwaitTest {
  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  @Test
  @Proves("6.5")
  void await_completeAtOnce_goesOnWithoutReentry(TestHost host) {
    AtomicInteger entries = new AtomicInteger();
    var workflow =
        flow(
            (in, flow) -> {
              entries.incrementAndGet();
              return flow.await(
                  "stage", String.class, step -> CompletableFuture.completedFuture("now"));
            });

    assertEquals("SUCCEEDED now", end(host, workflow));
    assertEquals(1, entries.get());
  }

  @Test
  @Proves("6.1")
  void await_completedLater_holdsNoThread(TestHost host, VirtualTime time) {
    CompletableFuture<String> later = new CompletableFuture<>();
    AtomicInteger starts = new AtomicInteger();
    var workflow =
        flow(
            (in, flow) ->
                flow.await(
                    "stage",
                    String.class,
                    step -> {
                      starts.incrementAndGet();
                      return later;
                    }));
    Run<String> run = Flows.run(host, workflow);
    time.runUntilIdle();

    assertEquals(List.of(), time.busyThreads());
    assertEquals(RunStatus.WAITING, host.get(run.info()).status());
    later.complete("later");

    assertEquals("SUCCEEDED later", end(host, run));
    assertEquals(1, starts.get());
  }

  @Test
  @Proves("4.1")
  void await_stageFails_isRetriedThenFails(TestHost host) {
    AtomicInteger starts = new AtomicInteger();
    var workflow =
        flow(
            (in, flow) ->
                flow.with(StepPolicy.retrying(Retry.upTo(2)))
                    .await(
                        "stage",
                        String.class,
                        step -> {
                          starts.incrementAndGet();
                          return CompletableFuture.failedFuture(new IOException("down"));
                        }));

    Failure failure = failure(host, Flows.run(host, workflow));

    assertEquals("STEP IOException 2", failure.kind() + " " + failure.type() + " " + starts.get());
  }

  @Test
  @Proves("4.3")
  void await_tooLong_timesOutAndCancelsTheFuture(TestHost host) {
    CompletableFuture<String> never = new CompletableFuture<>();
    var workflow =
        flow(
            (in, flow) ->
                flow.with(StepPolicy.once().timeout(Duration.ofSeconds(5)))
                    .await("stage", String.class, step -> never));

    assertEquals("FAILED TIMEOUT stage", end(host, workflow));
    assertTrue(never.isCancelled());
  }

  @Test
  @Proves("5.1")
  void await_runCancelled_cancelsTheFuture(TestHost host, VirtualTime time) {
    CompletableFuture<String> never = new CompletableFuture<>();
    var workflow = flow((in, flow) -> flow.await("stage", String.class, step -> never));
    Run<String> run = Flows.run(host, workflow);
    time.runUntilIdle();

    host.get(run.cancel("enough"));

    assertEquals("CANCELLED enough", end(host, run));
    time.runUntilIdle();
    assertTrue(never.isCancelled());
  }

  private static final class Stubborn extends CompletableFuture<String> {
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      return false;
    }
  }

  @Test
  @Proves("5.11")
  void await_stageIgnoresItsCancellation_isGivenUp(TestHost host) {
    var workflow =
        flow(
            (in, flow) ->
                flow.with(StepPolicy.once().timeout(Duration.ofSeconds(5)))
                    .await("stage", String.class, step -> new Stubborn()));

    assertEquals("FAILED TIMEOUT stage", end(host, workflow));
  }

  @Test
  @SuppressWarnings("NullAway") // what a host does that has no null checks
  void await_startThrowsOrGivesNull_isAFailedAttempt(TestHost host) {
    var workflow =
        flow(
            (in, flow) -> {
              String seen = "";
              for (String how : List.of("throws", "none", "value")) {
                try {
                  flow.await(how, String.class, step -> started(how));
                } catch (StepFailedException failed) {
                  seen += failed.failure().step() + " ";
                }
              }
              return seen;
            });

    assertEquals("SUCCEEDED throws none value ", end(host, workflow));
  }

  @SuppressWarnings("NullAway")
  private static CompletionStage<String> started(String how) throws IOException {
    return switch (how) {
      case "throws" -> throw new IOException("not even begun");
      case "none" -> null;
      default -> CompletableFuture.completedFuture(null);
    };
  }
}
