package io.maestro.testkit.engine;

import static io.maestro.testkit.engine.Flows.end;
import static io.maestro.testkit.engine.Flows.flow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.core.memory.InMemoryStateStore;
import io.maestro.flow.Retry;
import io.maestro.flow.StepPolicy;
import io.maestro.flow.Workflow;
import io.maestro.run.Failure;
import io.maestro.run.Run;
import io.maestro.run.RunOptions;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Steps that write through the store's own transaction. */
@SuppressWarnings("FutureReturnValueIgnored") // the ends of the runs are looked at instead
final class TransactionTest {
  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  private final List<String> calls = new ArrayList<>();
  private final BookStore store = new BookStore(InMemoryStateStore.retained());

  private Run<String> run(TestHost host, Workflow<String, String> workflow) {
    return host.start(builder -> builder.register(workflow).store(store))
        .start(workflow, "", RunOptions.named("run"));
  }

  private Workflow<String, String> booking() {
    return flow(
        (in, flow) ->
            flow.transaction(
                "book",
                String.class,
                Book.class,
                (book, step) -> {
                  calls.add("attempt " + step.attempt());
                  book.write("by " + step.path());
                  return "booked";
                }));
  }

  @Test
  @Proves("1.9")
  void transaction_whenItReturns_hasWrittenAndIsRecorded(TestHost host) {
    assertEquals("SUCCEEDED booked", end(host, run(host, booking())));
    assertEquals(List.of("by book"), store.written());
  }

  @Test
  @Proves("1.9")
  void transaction_whoseReplyWasLost_isNotDoneAgain(TestHost host, VirtualTime time) {
    store.loseReplies(1);
    Run<String> run = run(host, booking());
    time.advance(Duration.ofSeconds(2));

    assertEquals("SUCCEEDED booked", end(host, run));
    assertEquals(List.of("by book"), store.written());
    assertEquals(List.of("attempt 1"), calls);
  }

  @Test
  @Proves({"1.8", "1.9"})
  void transaction_whileTheStoreIsAway_isTriedAgainAsTheSameAttempt(
      TestHost host, VirtualTime time) {
    store.failCommits(2);
    Run<String> run = run(host, booking());
    time.advance(Duration.ofSeconds(3));

    assertEquals("SUCCEEDED booked", end(host, run));
    assertEquals(List.of("by book"), store.written());
    assertEquals(List.of("attempt 1", "attempt 1", "attempt 1"), calls);
  }

  @Test
  @Proves({"1.9", "4.1"})
  void transaction_thatThrows_hasWrittenNothingAndIsRetriedByItsPolicy(
      TestHost host, VirtualTime time) {
    Workflow<String, String> workflow =
        flow(
            (in, flow) ->
                flow.with(StepPolicy.retrying(Retry.upTo(2)))
                    .transaction(
                        "book",
                        String.class,
                        Book.class,
                        (book, step) -> {
                          book.write("attempt " + step.attempt());
                          if (step.attempt() == 1) {
                            throw new IllegalStateException("full");
                          }
                          return "booked";
                        }));
    Run<String> run = run(host, workflow);
    time.advance(Duration.ofMinutes(10));

    assertEquals("SUCCEEDED booked", end(host, run));
    assertEquals(List.of("attempt 2"), store.written());
  }

  @Test
  @Proves({"1.9", "4.3"})
  void transaction_thatIgnoresItsTimeout_neverCommits(TestHost host, VirtualTime time) {
    CompletableFuture<Void> late = new CompletableFuture<>();
    Workflow<String, String> workflow =
        flow(
            (in, flow) ->
                flow.with(StepPolicy.once().timeout(Duration.ofSeconds(1)))
                    .transaction(
                        "book",
                        String.class,
                        Book.class,
                        (book, step) -> {
                          book.write("too late");
                          await(time, late);
                          return "booked";
                        }));
    Run<String> run = run(host, workflow);
    time.advance(Duration.ofMinutes(1));
    String end = end(host, run);
    late.complete(null);
    time.runUntilIdle();

    assertTrue(end.startsWith("FAILED") && end.contains("TIMEOUT"), end);
    assertEquals(List.of(), store.written());
  }

  private static void await(VirtualTime time, CompletableFuture<Void> until) {
    while (!until.isDone()) {
      try {
        time.await(until);
      } catch (InterruptedException ignored) {
        Thread.currentThread().isInterrupted(); // it ignores its interrupt: that is the test
      } catch (java.util.concurrent.ExecutionException impossible) {
        throw new AssertionError(impossible);
      }
    }
  }

  @Test
  @Proves("1.9")
  void transaction_onAStoreThatHasNone_failsWithMisuse(TestHost host) {
    Workflow<String, String> workflow =
        flow((in, flow) -> flow.transaction("book", String.class, Runnable.class, (r, s) -> ""));

    Failure failure = Flows.failure(host, run(host, workflow));
    assertEquals(Failure.Kind.MISUSE, failure.kind());
    assertTrue(
        failure.message().contains("no transactions over java.lang.Runnable"), failure.message());
  }
}
