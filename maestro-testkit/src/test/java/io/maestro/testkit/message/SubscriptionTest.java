package io.maestro.testkit.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.StrategyMaestro;
import io.maestro.message.BroadcastReceipt;
import io.maestro.message.DeadLetter;
import io.maestro.message.Endpoint;
import io.maestro.message.PipelineCommunication;
import io.maestro.message.Subscription;
import io.maestro.message.Topic;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.time.VirtualTime;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Subscriptions that come and go while messages are on their way. */
@SuppressWarnings("FutureReturnValueIgnored") // the counts tell
final class SubscriptionTest {
  private static final Endpoint<String> MAIL = Endpoint.of("mail", String.class);
  private static final Topic<String> NEWS = Topic.of("news", String.class);

  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  @Test
  @Proves("22.15")
  void close_finishesWhatIsInWorkAndDropsWhatWaits(StrategyMaestro maestro, VirtualTime time) {
    PipelineCommunication messages = maestro.communication();
    CompletableFuture<String> gate = new CompletableFuture<>();
    List<String> handled = new CopyOnWriteArrayList<>();
    Subscription subscription =
        messages.handle(
            MAIL,
            (message, envelope) -> {
              time.await(gate);
              handled.add(message);
            });
    messages.send(MAIL, "in work");
    messages.send(MAIL, "waits");
    time.runUntilIdle();

    subscription.close();
    subscription.close();

    assertTrue(subscription.isClosed());
    assertEquals(0, subscription.waiting());
    assertTrue(messages.send(MAIL, "after").isCompletedExceptionally());
    gate.complete("go");
    time.runUntilIdle();
    assertEquals(List.of("in work"), handled);
    assertEquals(
        List.of(DeadLetter.Reason.UNSUBSCRIBED, DeadLetter.Reason.NO_HANDLER),
        messages.deadLetters().stream().map(DeadLetter::reason).toList());
    assertEquals(1, messages.counts().dropped());
  }

  @Test
  @Proves("22.15")
  void handler_mayCloseItsOwnSubscription(StrategyMaestro maestro, VirtualTime time) {
    PipelineCommunication messages = maestro.communication();
    AtomicReference<Subscription> own = new AtomicReference<>();
    CompletableFuture<String> gate = new CompletableFuture<>();
    List<String> handled = new CopyOnWriteArrayList<>();
    own.set(
        messages.handle(
            MAIL,
            (message, envelope) -> {
              time.await(gate);
              handled.add(message);
              own.get().close();
            }));
    messages.send(MAIL, "first");
    messages.send(MAIL, "second");
    gate.complete("go");
    time.runUntilIdle();

    assertEquals(List.of("first"), handled);
    assertEquals(1, messages.counts().dropped());
    messages.handle(MAIL, (message, envelope) -> handled.add("again " + message));
    messages.send(MAIL, "third");
    time.runUntilIdle();
    assertEquals(List.of("first", "again third"), handled);
  }

  @Test
  @Proves("22.4")
  void subscriber_thatComesDuringABroadcast_seesTheNextOne(
      StrategyMaestro maestro, VirtualTime time) {
    PipelineCommunication messages = maestro.communication();
    List<String> late = new CopyOnWriteArrayList<>();
    messages.subscribe(
        NEWS,
        (message, envelope) -> messages.subscribe(NEWS, (later, envelopeLater) -> late.add(later)));

    assertEquals(new BroadcastReceipt(1, 0), messages.broadcast(NEWS, "a"));
    time.runUntilIdle();
    assertEquals(List.of(), late);
    assertEquals(new BroadcastReceipt(2, 0), messages.broadcast(NEWS, "b"));
    time.runUntilIdle();

    assertEquals(List.of("b"), late);
  }

  @Test
  @Proves("22.13")
  void busySubscriber_givesItsWorkerBackAfterABatch() {
    // An executor with one thread, the test's: what is not given back is never seen to wait.
    java.util.ArrayDeque<Runnable> tasks = new java.util.ArrayDeque<>();
    try (var time = VirtualTime.create()) {
      StrategyMaestro maestro =
          io.maestro.core.Maestro.builder().time(time).executor(tasks::add).start();
      PipelineCommunication messages = maestro.communication();
      List<String> handled = new CopyOnWriteArrayList<>();
      messages.handle(MAIL, (message, envelope) -> handled.add(message));
      for (int i = 0; i < 1_000; i++) {
        messages.send(MAIL, "busy");
      }
      messages.subscribe(NEWS, (message, envelope) -> handled.add(message));
      messages.broadcast(NEWS, "quiet");

      while (!handled.contains("quiet")) {
        tasks.remove().run();
      }

      assertTrue(handled.size() < 200, "handled before the other had its turn: " + handled.size());
      assertFalse(tasks.isEmpty(), "the busy one comes again");
      maestro.shutdown(java.time.Duration.ofSeconds(1));
      while (!tasks.isEmpty()) {
        tasks.remove().run();
      }
      assertEquals(1_001, messages.counts().delivered());
    }
  }
}
