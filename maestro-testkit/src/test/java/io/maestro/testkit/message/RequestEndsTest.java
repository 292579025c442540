package io.maestro.testkit.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.StrategyMaestro;
import io.maestro.config.MaestroConfig;
import io.maestro.message.DeadLetter;
import io.maestro.message.Overflow;
import io.maestro.message.PipelineCommunication;
import io.maestro.message.RequestContext;
import io.maestro.message.RequestFailedException;
import io.maestro.message.RequestFailedException.Reason;
import io.maestro.message.Service;
import io.maestro.message.SubscriptionOptions;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.RecordingListener;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.time.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every way in which a request ends, and that nothing of it stays. */
@SuppressWarnings("FutureReturnValueIgnored") // some requests are only there to be in the way
final class RequestEndsTest {
  private static final Service<String, String> ECHO =
      Service.of("echo", String.class, String.class);

  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  private static Reason reason(VirtualTime time, CompletableFuture<?> request) {
    return assertInstanceOf(RequestFailedException.class, time.failure(request)).reason();
  }

  private static void assertNothingIsOpen(PipelineCommunication messages) {
    assertEquals(0, messages.counts().openRequests());
    assertEquals(0, messages.counts().waiting());
  }

  @Test
  @Proves("22.5")
  void request_answered_bringsTheReply(StrategyMaestro maestro, VirtualTime time) {
    PipelineCommunication messages = maestro.communication();
    messages.serve(ECHO, (question, request) -> question + "!");

    assertEquals("hello!", time.get(messages.request(ECHO, "hello")));
    assertNothingIsOpen(messages);
  }

  @Test
  @Proves("22.5")
  void request_answeredLater_bringsTheReply(StrategyMaestro maestro, VirtualTime time) {
    PipelineCommunication messages = maestro.communication();
    CompletableFuture<String> later = new CompletableFuture<>();
    messages.serveAsync(ECHO, (question, request) -> later);
    CompletableFuture<String> request = messages.request(ECHO, "hello");
    time.runUntilIdle();

    assertFalse(request.isDone());
    later.complete("hello!");

    assertEquals("hello!", time.get(request));
    assertNothingIsOpen(messages);
  }

  @Test
  @Proves("22.5")
  void request_whoseCodeThrows_failsWithTheCause(
      StrategyMaestro maestro, VirtualTime time, RecordingListener listener) {
    PipelineCommunication messages = maestro.communication();
    IOException down = new IOException("down");
    messages.serve(
        ECHO,
        (question, request) -> {
          throw down;
        });

    Throwable failure = time.failure(messages.request(ECHO, "hello"));

    assertEquals(Reason.REMOTE_ERROR, ((RequestFailedException) failure).reason());
    assertSame(down, failure.getCause());
    assertEquals(1, messages.counts().failed());
    assertEquals(List.of(), listener.problems(), "the requester has been told");
    assertNothingIsOpen(messages);
  }

  @Test
  @Proves("22.5")
  void request_whoseCodeThrowsAnError_failsWithTheCause(StrategyMaestro maestro, VirtualTime time) {
    PipelineCommunication messages = maestro.communication();
    messages.serve(
        ECHO,
        (question, request) -> {
          throw new StackOverflowError();
        });

    assertEquals(Reason.REMOTE_ERROR, reason(time, messages.request(ECHO, "hello")));
    assertEquals(Reason.REMOTE_ERROR, reason(time, messages.request(ECHO, "once more")));
  }

  @Test
  @Proves("22.5")
  @SuppressWarnings("NullAway") // what hosts without a checker do
  void request_answeredWithNull_failsWithRemoteError(StrategyMaestro maestro, VirtualTime time) {
    PipelineCommunication messages = maestro.communication();
    var sync = messages.serve(ECHO, (question, request) -> null);
    assertEquals(Reason.REMOTE_ERROR, reason(time, messages.request(ECHO, "hello")));
    sync.close();

    var nothing = messages.serveAsync(ECHO, (question, request) -> null);
    assertEquals(Reason.REMOTE_ERROR, reason(time, messages.request(ECHO, "hello")));
    nothing.close();

    messages.serveAsync(ECHO, (question, request) -> CompletableFuture.completedFuture(null));
    assertEquals(Reason.REMOTE_ERROR, reason(time, messages.request(ECHO, "hello")));
    assertNothingIsOpen(messages);
  }

  @Test
  @Proves("22.5")
  void request_whoseStageFails_failsWithTheCause(StrategyMaestro maestro, VirtualTime time) {
    PipelineCommunication messages = maestro.communication();
    IOException down = new IOException("down");
    messages.serveAsync(ECHO, (question, request) -> CompletableFuture.failedFuture(down));

    Throwable failure = time.failure(messages.request(ECHO, "hello"));

    assertEquals(Reason.REMOTE_ERROR, ((RequestFailedException) failure).reason());
    assertSame(down, failure.getCause());
    assertNothingIsOpen(messages);
  }

  @Test
  @Proves({"22.5", "22.6"})
  void request_withoutReply_timesOutAfterHalfAMinute(StrategyMaestro maestro, VirtualTime time) {
    PipelineCommunication messages = maestro.communication();
    messages.serveAsync(ECHO, (question, request) -> new CompletableFuture<>());
    CompletableFuture<String> request = messages.request(ECHO, "hello");
    CompletableFuture<String> shorter = messages.request(ECHO, "hello", Duration.ofSeconds(2));

    time.advance(Duration.ofSeconds(2));
    assertEquals(Reason.TIMEOUT, reason(time, shorter));
    time.advance(Duration.ofSeconds(28).minusNanos(1));
    assertFalse(request.isDone());
    time.advance(Duration.ofNanos(1));

    assertTrue(request.isDone());
    assertEquals(Reason.TIMEOUT, reason(time, request));
    assertNothingIsOpen(messages);
  }

  @Test
  @Proves("22.6")
  void request_ofAMaestroWithItsOwnTimeout_waitsThatLong(TestHost host, VirtualTime time) {
    var config = MaestroConfig.builder().requestTimeout(Duration.ofHours(2)).build();
    PipelineCommunication messages = host.start(builder -> builder.config(config)).communication();
    messages.serveAsync(ECHO, (question, request) -> new CompletableFuture<>());
    CompletableFuture<String> request = messages.request(ECHO, "hello");

    time.advance(Duration.ofHours(2).minusNanos(1));
    assertFalse(request.isDone());

    assertEquals(Reason.TIMEOUT, reason(time, request));
  }

  @Test
  @Proves("22.6")
  void request_forEverOrForNoTime_isRefused(StrategyMaestro maestro) {
    PipelineCommunication messages = maestro.communication();

    for (Duration wrong :
        List.of(Duration.ZERO, Duration.ofNanos(-1), Duration.ofDays(1).plusNanos(1))) {
      assertThrows(IllegalArgumentException.class, () -> messages.request(ECHO, "hello", wrong));
    }
  }

  @Test
  @Proves("22.5")
  void request_thatNobodyServes_failsAtOnce(StrategyMaestro maestro, VirtualTime time) {
    PipelineCommunication messages = maestro.communication();

    CompletableFuture<String> request = messages.request(ECHO, "hello");

    assertTrue(request.isDone());
    assertEquals(Reason.NO_HANDLER, reason(time, request));
    assertEquals(DeadLetter.Reason.NO_HANDLER, messages.deadLetters().get(0).reason());
    assertNothingIsOpen(messages);
  }

  @Test
  @Proves("22.5")
  void request_ofTheServiceWithOtherTypes_failsAtOnce(StrategyMaestro maestro, VirtualTime time) {
    PipelineCommunication messages = maestro.communication();
    messages.serve(ECHO, (question, request) -> question);
    Service<Integer, String> other = Service.of("echo", Integer.class, String.class);

    assertEquals(Reason.NO_HANDLER, reason(time, messages.request(other, 1)));
  }

  @Test
  @Proves({"22.5", "22.11"})
  void request_toAFullQueue_overflowsAtOnce(StrategyMaestro maestro, VirtualTime time) {
    PipelineCommunication messages = maestro.communication();
    CompletableFuture<String> gate = new CompletableFuture<>();
    messages.serve(
        ECHO, (question, request) -> time.await(gate), SubscriptionOptions.defaults().capacity(1));
    CompletableFuture<String> inWork = messages.request(ECHO, "in work");
    time.runUntilIdle();
    CompletableFuture<String> waits = messages.request(ECHO, "waits");

    CompletableFuture<String> tooMuch = messages.request(ECHO, "too much");

    assertTrue(tooMuch.isDone());
    assertEquals(Reason.OVERFLOW, reason(time, tooMuch));
    gate.complete("done");
    assertEquals("done", time.get(inWork));
    assertEquals("done", time.get(waits));
    assertNothingIsOpen(messages);
  }

  @Test
  @Proves({"22.5", "22.11"})
  void request_droppedByTheOverflowPolicy_failsWithOverflow(
      StrategyMaestro maestro, VirtualTime time) {
    PipelineCommunication messages = maestro.communication();
    for (Overflow policy : List.of(Overflow.DROP_NEWEST, Overflow.DROP_OLDEST)) {
      CompletableFuture<String> gate = new CompletableFuture<>();
      var serving =
          messages.serve(
              ECHO,
              (question, request) -> time.await(gate),
              SubscriptionOptions.defaults().capacity(1).overflow(policy));
      messages.request(ECHO, "in work");
      time.runUntilIdle();
      CompletableFuture<String> older = messages.request(ECHO, "older");
      CompletableFuture<String> newer = messages.request(ECHO, "newer");
      time.runUntilIdle();

      CompletableFuture<String> dropped = policy == Overflow.DROP_NEWEST ? newer : older;
      CompletableFuture<String> kept = policy == Overflow.DROP_NEWEST ? older : newer;
      assertEquals(Reason.OVERFLOW, reason(time, dropped));
      gate.complete("done");
      assertEquals("done", time.get(kept));
      serving.close();
    }
    assertEquals(2, messages.counts().dropped());
  }

  @Test
  @Proves({"22.5", "22.11"})
  void serveAsync_withAsManyOpenStagesAsItsCapacity_overflows(
      StrategyMaestro maestro, VirtualTime time) {
    PipelineCommunication messages = maestro.communication();
    List<CompletableFuture<String>> stages = new ArrayList<>();
    messages.serveAsync(
        ECHO,
        (question, request) -> {
          CompletableFuture<String> stage = new CompletableFuture<>();
          stages.add(stage);
          return stage;
        },
        SubscriptionOptions.defaults().capacity(2));
    CompletableFuture<String> first = messages.request(ECHO, "1");
    messages.request(ECHO, "2");
    time.runUntilIdle();

    assertEquals(Reason.OVERFLOW, reason(time, messages.request(ECHO, "3")));
    stages.get(0).complete("done");
    assertEquals("done", time.get(first));
    CompletableFuture<String> fourth = messages.request(ECHO, "4");
    time.runUntilIdle();

    assertFalse(fourth.isDone(), "its place was free again");
    stages.get(1).complete("done");
    stages.get(2).complete("done");
    assertEquals("done", time.get(fourth));
  }

  @Test
  @Proves({"22.5", "22.8"})
  void request_cancelledWhileItWaits_isNotHandedOver(StrategyMaestro maestro, VirtualTime time) {
    PipelineCommunication messages = maestro.communication();
    CompletableFuture<String> gate = new CompletableFuture<>();
    List<String> seen = new ArrayList<>();
    messages.serve(
        ECHO,
        (question, request) -> {
          seen.add(question);
          return time.await(gate);
        });
    CompletableFuture<String> inWork = messages.request(ECHO, "in work");
    CompletableFuture<String> waits = messages.request(ECHO, "waits");
    time.runUntilIdle();

    assertTrue(waits.cancel(true));

    assertEquals(1, messages.counts().openRequests());
    gate.complete("done");
    assertEquals("done", time.get(inWork));
    time.runUntilIdle();
    assertEquals(List.of("in work"), seen);
    assertTrue(waits.isCancelled());
    Throwable cause = assertThrows(CancellationException.class, waits::join).getCause();
    if (cause instanceof CancellationException wrapped) { // as later JDKs do
      cause = wrapped.getCause();
    }
    assertEquals(Reason.CANCELLED, assertInstanceOf(RequestFailedException.class, cause).reason());
    assertEquals(1, messages.counts().dropped());
    assertNothingIsOpen(messages);
  }

  @Test
  @Proves({"22.7", "22.8"})
  void request_cancelledWhileItIsInWork_interruptsTheCodeAndDropsTheReply(
      StrategyMaestro maestro, VirtualTime time) {
    PipelineCommunication messages = maestro.communication();
    AtomicReference<RequestContext> context = new AtomicReference<>();
    messages.serve(
        ECHO,
        (question, request) -> {
          context.set(request);
          try {
            return time.await(new CompletableFuture<>());
          } catch (InterruptedException told) {
            return "late";
          }
        });
    CompletableFuture<String> request = messages.request(ECHO, "hello");
    time.runUntilIdle();
    assertFalse(context.get().isOver());

    request.cancel(true);
    time.runUntilIdle();

    assertTrue(context.get().isOver());
    assertEquals(1, messages.counts().lateReplies());
    DeadLetter late = messages.deadLetters().get(0);
    assertEquals(DeadLetter.Reason.LATE_REPLY, late.reason());
    assertEquals("late", late.message());
    assertNothingIsOpen(messages);
  }

  @Test
  @Proves("22.8")
  void request_cancelledWhileItsStageIsOpen_cancelsTheStage(
      StrategyMaestro maestro, VirtualTime time) {
    PipelineCommunication messages = maestro.communication();
    CompletableFuture<String> stage = new CompletableFuture<>();
    messages.serveAsync(ECHO, (question, request) -> stage);
    CompletableFuture<String> request = messages.request(ECHO, "hello");
    time.runUntilIdle();

    request.cancel(true);
    time.runUntilIdle();

    assertTrue(stage.isCancelled());
    assertNothingIsOpen(messages);
  }

  @Test
  @Proves("22.7")
  void request_thatTheHostCompletesItself_isNotOpenAnyMore(
      StrategyMaestro maestro, VirtualTime time) {
    PipelineCommunication messages = maestro.communication();
    messages.serveAsync(ECHO, (question, request) -> new CompletableFuture<>());
    CompletableFuture<String> request = messages.request(ECHO, "hello");

    request.complete("never mind");

    assertEquals("never mind", time.get(request));
    time.runUntilIdle();
    assertNothingIsOpen(messages);
  }

  @Test
  @Proves("22.18")
  void interrupt_ofAQuestionThatIsOver_doesNotReachTheNext(
      StrategyMaestro maestro, VirtualTime time) {
    PipelineCommunication messages = maestro.communication();
    messages.serve(
        ECHO,
        (question, request) -> {
          if (question.equals("slow")) {
            try {
              time.await(new CompletableFuture<>());
            } catch (InterruptedException told) {
              Thread.currentThread().interrupt(); // as good code does
            }
          }
          return "interrupted: " + Thread.currentThread().isInterrupted();
        });
    CompletableFuture<String> slow = messages.request(ECHO, "slow");
    CompletableFuture<String> next = messages.request(ECHO, "next");
    time.runUntilIdle();

    slow.cancel(true);

    assertEquals("interrupted: false", time.get(next));
  }

  @Test
  @Proves("22.9")
  void question_whoseTimeIsOverInTheQueue_isNotHandedOver(
      StrategyMaestro maestro, VirtualTime time) {
    PipelineCommunication messages = maestro.communication();
    CompletableFuture<String> gate = new CompletableFuture<>();
    List<String> seen = new ArrayList<>();
    messages.serve(
        ECHO,
        (question, request) -> {
          seen.add(question);
          return time.await(gate);
        });
    CompletableFuture<String> first = messages.request(ECHO, "first", Duration.ofHours(1));
    CompletableFuture<String> second = messages.request(ECHO, "second", Duration.ofSeconds(5));
    time.advance(Duration.ofSeconds(6));

    gate.complete("done");

    assertEquals("done", time.get(first));
    assertEquals(Reason.TIMEOUT, reason(time, second));
    time.runUntilIdle();
    assertEquals(List.of("first"), seen);
    assertEquals(DeadLetter.Reason.EXPIRED, messages.deadLetters().get(0).reason());
  }

  @Test
  void envelope_ofAQuestion_hasItsDeadline(StrategyMaestro maestro, VirtualTime time) {
    PipelineCommunication messages = maestro.communication();
    messages.serve(ECHO, (question, request) -> request.envelope().deadline().toString());

    assertEquals(
        Optional.of(time.now().plus(Duration.ofMinutes(1))).toString(),
        time.get(messages.request(ECHO, "hello", Duration.ofMinutes(1))));
  }

  @Test
  @Proves({"22.5", "22.15"})
  void request_whoseServiceCloses_failsWithNoHandlerIfItWaits(
      StrategyMaestro maestro, VirtualTime time) {
    PipelineCommunication messages = maestro.communication();
    CompletableFuture<String> gate = new CompletableFuture<>();
    var serving = messages.serve(ECHO, (question, request) -> time.await(gate));
    CompletableFuture<String> inWork = messages.request(ECHO, "in work");
    CompletableFuture<String> waits = messages.request(ECHO, "waits");
    time.runUntilIdle();

    serving.close();

    assertEquals(Reason.NO_HANDLER, reason(time, waits));
    gate.complete("done");
    assertEquals("done", time.get(inWork), "what is in work is finished");
    assertNothingIsOpen(messages);
  }

  @Test
  @Proves({"22.5", "22.17"})
  void request_openAtTheClose_failsWithClosed(TestHost host, VirtualTime time) {
    StrategyMaestro maestro = host.start(builder -> builder);
    PipelineCommunication messages = maestro.communication();
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    messages.serve(
        ECHO,
        (question, request) -> {
          try {
            return time.await(new CompletableFuture<>());
          } catch (InterruptedException told) {
            interrupted.complete(request.isOver());
            throw told;
          }
        });
    CompletableFuture<String> inWork = messages.request(ECHO, "in work", Duration.ofDays(1));
    CompletableFuture<String> waits = messages.request(ECHO, "waits", Duration.ofDays(1));
    time.runUntilIdle();

    host.get(maestro.shutdown(Duration.ofSeconds(3)));

    assertEquals(Reason.CLOSED, reason(time, inWork));
    assertEquals(Reason.CLOSED, reason(time, waits));
    time.get(interrupted);
    CompletableFuture<String> after = messages.request(ECHO, "after");
    assertTrue(after.isDone());
    assertEquals(Reason.CLOSED, reason(time, after));
    assertNothingIsOpen(messages);
  }

  @Test
  @Proves("22.13")
  void dependentsOfAReply_mayAskTheSameServiceAndWait(StrategyMaestro maestro, VirtualTime time) {
    PipelineCommunication messages = maestro.communication();
    CompletableFuture<String> gate = new CompletableFuture<>();
    messages.serve(
        ECHO, (question, request) -> question.isEmpty() ? time.await(gate) : question + "!");
    CompletableFuture<String> twice =
        messages
            .request(ECHO, "")
            .thenApply(reply -> messages.request(ECHO, reply).join())
            .thenApply(reply -> messages.request(ECHO, reply).join());
    time.runUntilIdle();

    gate.complete("a");

    assertEquals("a!!", time.get(twice));
  }
}
