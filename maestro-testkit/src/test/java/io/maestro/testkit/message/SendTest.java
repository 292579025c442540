package io.maestro.testkit.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.StrategyMaestro;
import io.maestro.message.AddressTakenException;
import io.maestro.message.BroadcastReceipt;
import io.maestro.message.DeadLetter;
import io.maestro.message.Endpoint;
import io.maestro.message.MessageCounts;
import io.maestro.message.Overflow;
import io.maestro.message.PipelineCommunication;
import io.maestro.message.SendFailedException;
import io.maestro.message.SendFailedException.Reason;
import io.maestro.message.SubscriptionOptions;
import io.maestro.message.Topic;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.MessageProbe;
import io.maestro.testkit.Proves;
import io.maestro.testkit.RecordingListener;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of messages to endpoints and topics. */
@SuppressWarnings("FutureReturnValueIgnored") // the counts and the probes tell
final class SendTest {
  private static final Endpoint<String> MAIL = Endpoint.of("mail", String.class);
  private static final Topic<String> NEWS = Topic.of("news", String.class);

  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  private static Reason reason(VirtualTime time, CompletableFuture<?> send) {
    return assertInstanceOf(SendFailedException.class, time.failure(send)).reason();
  }

  private static void assertBalanced(PipelineCommunication messages) {
    MessageCounts counts = messages.counts();
    assertEquals(
        counts.sent(),
        counts.delivered() + counts.refused() + counts.dropped() + counts.waiting(),
        counts::toString);
  }

  @Test
  @Proves("22.2")
  void send_toAHandledEndpoint_isDoneAtOnceAndHandled(StrategyMaestro maestro, VirtualTime time) {
    MessageProbe<String> probe = MessageProbe.handling(maestro, MAIL);

    assertTrue(maestro.communication().send(MAIL, "a").isDone());
    maestro.communication().send(MAIL, "b");

    assertEquals(List.of("a", "b"), time.get(probe.first(2)));
    assertBalanced(maestro.communication());
  }

  @Test
  @Proves({"22.2", "22.16"})
  void send_toNobody_failsAndIsADeadLetter(
      StrategyMaestro maestro, VirtualTime time, RecordingListener listener) {
    PipelineCommunication messages = maestro.communication();

    assertEquals(Reason.NO_HANDLER, reason(time, messages.send(MAIL, "a")));

    DeadLetter letter = messages.deadLetters().get(0);
    assertEquals("a", letter.message());
    assertEquals(DeadLetter.Reason.NO_HANDLER, letter.reason());
    assertFalse(letter.toString().contains("message"), "the content is nobody's business");
    time.runUntilIdle();
    assertEquals(List.of(letter), listener.deadLetters());
    assertBalanced(messages);
  }

  @Test
  @Proves("22.3")
  void send_toTheNameWithAnotherType_findsNobody(StrategyMaestro maestro, VirtualTime time) {
    MessageProbe<String> probe = MessageProbe.handling(maestro, MAIL);
    Endpoint<Integer> other = Endpoint.of("mail", Integer.class);

    assertEquals(Reason.NO_HANDLER, reason(time, maestro.communication().send(other, 1)));
    assertEquals(List.of(), probe.messages());
  }

  @Test
  @Proves("22.3")
  void handle_whatIsHandled_isRefusedUntilTheFirstIsClosed(StrategyMaestro maestro) {
    PipelineCommunication messages = maestro.communication();
    var first = messages.handle(MAIL, (message, envelope) -> {});

    var taken =
        assertThrows(
            AddressTakenException.class, () -> messages.handle(MAIL, (message, envelope) -> {}));

    assertEquals("mail", taken.address());
    first.close();
    assertFalse(messages.handle(MAIL, (message, envelope) -> {}).isClosed());
    first.close();
    assertThrows(
        AddressTakenException.class, () -> messages.handle(MAIL, (message, envelope) -> {}));
  }

  @Test
  @Proves("22.3")
  void subscribe_toATopicsNameWithAnotherType_isRefused(StrategyMaestro maestro) {
    PipelineCommunication messages = maestro.communication();
    var subscription = messages.subscribe(NEWS, (message, envelope) -> {});
    Topic<Integer> other = Topic.of("news", Integer.class);

    assertThrows(
        AddressTakenException.class, () -> messages.subscribe(other, (message, envelope) -> {}));
    assertEquals(new BroadcastReceipt(0, 0), messages.broadcast(other, 1));

    subscription.close();
    messages.subscribe(other, (message, envelope) -> {});
    assertEquals(new BroadcastReceipt(1, 0), messages.broadcast(other, 1));
  }

  @Test
  @SuppressWarnings("NullAway") // what hosts without a checker do
  void nullMessages_areRefusedByTheCall(StrategyMaestro maestro) {
    PipelineCommunication messages = maestro.communication();

    assertThrows(NullPointerException.class, () -> messages.send(MAIL, null));
    assertThrows(NullPointerException.class, () -> messages.broadcast(NEWS, null));
    assertEquals(0, messages.counts().sent());
  }

  @Test
  @Proves("22.4")
  void broadcast_reachesEverySubscriberAndSaysHowMany(StrategyMaestro maestro, VirtualTime time) {
    PipelineCommunication messages = maestro.communication();
    assertEquals(new BroadcastReceipt(0, 0), messages.broadcast(NEWS, "nobody hears it"));
    assertEquals(0, messages.counts().sent());
    MessageProbe<String> first = MessageProbe.subscribing(maestro, NEWS);
    MessageProbe<String> second = MessageProbe.subscribing(maestro, NEWS);

    BroadcastReceipt receipt = messages.broadcast(NEWS, "a");

    assertEquals(new BroadcastReceipt(2, 0), receipt);
    assertEquals(List.of("a"), time.get(first.first(1)));
    assertEquals(List.of("a"), time.get(second.first(1)));
    assertEquals(first.envelopes(), second.envelopes(), "one message, one envelope");
    assertEquals(2, messages.counts().sent());
    assertBalanced(messages);
  }

  @Test
  @Proves("22.10")
  void subscriberThatThrows_stopsNeitherOthersNorItself(
      StrategyMaestro maestro, VirtualTime time, RecordingListener listener) {
    PipelineCommunication messages = maestro.communication();
    List<String> tried = new CopyOnWriteArrayList<>();
    messages.subscribe(
        NEWS,
        (message, envelope) -> {
          tried.add(message);
          if (message.equals("b")) {
            throw new StackOverflowError();
          }
          throw new IllegalStateException(message);
        });
    MessageProbe<String> other = MessageProbe.subscribing(maestro, NEWS);

    List.of("a", "b", "c").forEach(message -> messages.broadcast(NEWS, message));

    assertEquals(List.of("a", "b", "c"), time.get(other.first(3)));
    time.runUntilIdle();
    assertEquals(List.of("a", "b", "c"), tried);
    assertEquals(3, messages.counts().failed());
    assertEquals(3, listener.problems().size());
    assertEquals("handling a message to news", listener.problems().get(0).where());
    assertEquals(
        List.of(DeadLetter.Reason.FAILED, DeadLetter.Reason.FAILED, DeadLetter.Reason.FAILED),
        listener.deadLetters().stream().map(DeadLetter::reason).toList());
    assertSame(
        listener.problems().get(0).cause(), listener.deadLetters().get(0).cause().orElseThrow());
    assertBalanced(messages);
  }

  @Test
  @Proves("22.10")
  void handlerThatIsInterrupted_handlesTheNextMessageUninterrupted(
      StrategyMaestro maestro, VirtualTime time) {
    PipelineCommunication messages = maestro.communication();
    List<Boolean> interrupted = new CopyOnWriteArrayList<>();
    messages.handle(
        MAIL,
        (message, envelope) -> {
          interrupted.add(Thread.currentThread().isInterrupted());
          Thread.currentThread().interrupt();
          throw new InterruptedException();
        });

    messages.send(MAIL, "a");
    messages.send(MAIL, "b");
    time.runUntilIdle();

    assertEquals(List.of(false, false), interrupted);
  }

  /** One message in work, and then three for a queue of two. */
  private static List<String> handledUnder(
      Overflow policy, PipelineCommunication messages, VirtualTime time, List<String> ends) {
    CompletableFuture<String> gate = new CompletableFuture<>();
    List<String> handled = new CopyOnWriteArrayList<>();
    var subscription =
        messages.handle(
            MAIL,
            (message, envelope) -> {
              time.await(gate);
              handled.add(message);
            },
            SubscriptionOptions.defaults().capacity(2).overflow(policy));
    messages.send(MAIL, "in work");
    time.runUntilIdle();
    for (String message : List.of("1", "2", "3")) {
      CompletableFuture<Void> send = messages.send(MAIL, message);
      ends.add(send.isCompletedExceptionally() ? reason(time, send).name() : "done");
    }
    assertEquals(2, subscription.waiting());
    gate.complete("go");
    time.runUntilIdle();
    subscription.close();
    return handled;
  }

  @Test
  @Proves({"22.11", "22.14"})
  void fullQueue_doesAsItsPolicySays(StrategyMaestro maestro, VirtualTime time) {
    PipelineCommunication messages = maestro.communication();
    List<String> ends = new ArrayList<>();

    assertEquals(List.of("in work", "1", "2"), handledUnder(Overflow.REFUSE, messages, time, ends));
    assertEquals(1, messages.counts().refused());
    assertEquals(
        List.of("in work", "2", "3"), handledUnder(Overflow.DROP_OLDEST, messages, time, ends));
    assertEquals(1, messages.counts().dropped());
    assertEquals(
        List.of("in work", "1", "2"), handledUnder(Overflow.DROP_NEWEST, messages, time, ends));

    assertEquals(2, messages.counts().dropped());
    assertEquals(
        List.of("done", "done", "OVERFLOW", "done", "done", "done", "done", "done", "done"), ends);
    assertEquals(
        List.of("3", "1", "3"), messages.deadLetters().stream().map(DeadLetter::message).toList());
    assertBalanced(messages);
  }

  @Test
  @Proves("22.11")
  void queue_ofASlowSubscriber_holdsUpNoOther(StrategyMaestro maestro, VirtualTime time) {
    PipelineCommunication messages = maestro.communication();
    CompletableFuture<String> gate = new CompletableFuture<>();
    messages.subscribe(
        NEWS, (message, envelope) -> time.await(gate), SubscriptionOptions.defaults().capacity(1));
    MessageProbe<String> quick = MessageProbe.subscribing(maestro, NEWS);
    messages.broadcast(NEWS, "in work");
    time.runUntilIdle();

    assertEquals(new BroadcastReceipt(2, 0), messages.broadcast(NEWS, "waits"));
    assertEquals(new BroadcastReceipt(1, 1), messages.broadcast(NEWS, "refused by one"));

    assertEquals(List.of("in work", "waits", "refused by one"), time.get(quick.first(3)));
    gate.complete("go");
    time.runUntilIdle();
    assertBalanced(messages);
  }

  @Test
  void options_outOfRange_areRefused() {
    for (int capacity : List.of(0, -1, 1_000_001)) {
      assertThrows(
          IllegalArgumentException.class, () -> SubscriptionOptions.defaults().capacity(capacity));
    }
    assertEquals(1_024, SubscriptionOptions.defaults().capacity());
  }

  @Test
  @Proves("22.13")
  void handler_maySendToItself(StrategyMaestro maestro, VirtualTime time) {
    PipelineCommunication messages = maestro.communication();
    Endpoint<Integer> countdown = Endpoint.of("countdown", Integer.class);
    List<Integer> seen = new CopyOnWriteArrayList<>();
    messages.handle(
        countdown,
        (number, envelope) -> {
          seen.add(number);
          if (number > 0) {
            messages.send(countdown, number - 1);
          }
        },
        SubscriptionOptions.defaults().capacity(1));

    messages.send(countdown, 200);
    time.runUntilIdle();

    assertEquals(201, seen.size());
    assertBalanced(messages);
  }

  @Test
  @Proves("22.13")
  void handlers_areNotCalledOnTheSendersThread(StrategyMaestro maestro, VirtualTime time) {
    PipelineCommunication messages = maestro.communication();
    List<Thread> threads = new CopyOnWriteArrayList<>();
    messages.handle(MAIL, (message, envelope) -> threads.add(Thread.currentThread()));

    messages.send(MAIL, "a");
    time.runUntilIdle();

    assertEquals(1, threads.size());
    assertNotEquals(Thread.currentThread(), threads.get(0));
  }

  @Test
  @Proves("22.20")
  void envelope_tellsWhatIsKnown(StrategyMaestro maestro, VirtualTime time) {
    MessageProbe<String> probe = MessageProbe.handling(maestro, MAIL);
    PipelineCommunication messages = maestro.communication();
    messages.send(MAIL, "a");
    messages.correlated("order-7").send(MAIL, "b");
    time.get(probe.first(2));

    var first = probe.envelopes().get(0);
    var second = probe.envelopes().get(1);

    assertEquals("mail", first.address());
    assertEquals(time.now(), first.sentAt());
    assertEquals(Optional.empty(), first.deadline());
    assertEquals(Optional.empty(), first.correlationId());
    assertEquals(Optional.of("order-7"), second.correlationId());
    assertTrue(first.sequence() < second.sequence());
    assertNotEquals(first.id(), second.id());
    assertThrows(IllegalArgumentException.class, () -> messages.correlated(""));
    assertThrows(IllegalArgumentException.class, () -> messages.correlated("x".repeat(201)));
  }

  @Test
  @Proves("22.16")
  void deadLetters_keepTheLatestHundred(StrategyMaestro maestro, VirtualTime time) {
    PipelineCommunication messages = maestro.communication();
    Endpoint<Integer> nobody = Endpoint.of("nobody", Integer.class);

    for (int i = 0; i < 150; i++) {
      messages.send(nobody, i);
    }
    time.runUntilIdle();

    assertEquals(100, messages.deadLetters().size());
    assertEquals(50, messages.deadLetters().get(0).message());
    assertEquals(149, messages.deadLetters().get(99).message());
  }

  @Test
  @Proves({"22.1", "22.17"})
  void closedMaestro_refusesMessagesAndSubscribers(TestHost host, VirtualTime time) {
    StrategyMaestro maestro = host.start(builder -> builder);
    PipelineCommunication messages = maestro.communication();
    MessageProbe<String> probe = MessageProbe.handling(maestro, MAIL);
    messages.send(MAIL, "accepted before");

    host.get(maestro.shutdown(Duration.ofSeconds(3)));

    assertEquals(List.of("accepted before"), probe.messages(), "drained first");
    assertEquals(Reason.CLOSED, reason(time, messages.send(MAIL, "after")));
    assertEquals(new BroadcastReceipt(0, 0), messages.broadcast(NEWS, "after"));
    assertThrows(
        io.maestro.error.ClosedException.class,
        () -> messages.handle(MAIL, (message, envelope) -> {}));
    probe.close();
    assertBalanced(messages);
  }

  @Test
  @Proves("22.17")
  void close_whileAHandlerHangs_interruptsItAndDropsWhatWaits(TestHost host, VirtualTime time) {
    StrategyMaestro maestro = host.start(builder -> builder);
    PipelineCommunication messages = maestro.communication();
    CompletableFuture<String> told = new CompletableFuture<>();
    var subscription =
        messages.handle(
            MAIL,
            (message, envelope) -> {
              try {
                time.await(new CompletableFuture<>());
              } catch (InterruptedException interrupted) {
                told.complete(message);
              }
            });
    messages.send(MAIL, "in work");
    messages.send(MAIL, "waits");
    time.runUntilIdle();

    host.get(maestro.shutdown(Duration.ofSeconds(3)));

    assertEquals("in work", time.get(told));
    assertTrue(subscription.isClosed());
    assertEquals(DeadLetter.Reason.CLOSED, messages.deadLetters().get(0).reason());
    assertBalanced(messages);
  }
}
