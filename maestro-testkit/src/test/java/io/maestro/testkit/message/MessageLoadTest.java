package io.maestro.testkit.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.StrategyMaestro;
import io.maestro.config.MaestroConfig;
import io.maestro.core.Maestro;
import io.maestro.message.Endpoint;
import io.maestro.message.MessageCounts;
import io.maestro.message.PipelineCommunication;
import io.maestro.message.RequestFailedException;
import io.maestro.message.Service;
import io.maestro.message.Subscription;
import io.maestro.message.SubscriptionOptions;
import io.maestro.message.Topic;
import io.maestro.testkit.Proves;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many messages on real threads and the JVM's clocks. */
@Timeout(120)
@SuppressWarnings("FutureReturnValueIgnored") // the counts tell
final class MessageLoadTest {
  private static final int SENDERS = 8;

  private record Numbered(int sender, long number) {}

  private interface Sending {
    void send(int sender) throws Exception;
  }

  private static void fromEightThreads(Sending sending) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(SENDERS);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < SENDERS; i++) {
        int sender = i;
        all.add(
            threads.submit(
                () -> {
                  sending.send(sender);
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static void assertBalanced(MessageCounts counts) {
    assertEquals(
        counts.sent(),
        counts.delivered() + counts.refused() + counts.dropped() + counts.waiting(),
        counts::toString);
  }

  @Test
  @Proves("22.12")
  void order_ofEightSenders_isKeptForEachSubscriber() throws Exception {
    int each = 20_000;
    Topic<Numbered> topic = Topic.of("numbers", Numbered.class);
    List<String> wrong = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch handled = new CountDownLatch(3 * SENDERS * each);
    try (StrategyMaestro maestro = Maestro.builder().start()) {
      for (int subscriber = 0; subscriber < 3; subscriber++) {
        long[] last = new long[SENDERS]; // plain: a subscriber is called by one thread at a time
        AtomicBoolean busy = new AtomicBoolean();
        maestro
            .communication()
            .subscribe(
                topic,
                (numbered, envelope) -> {
                  if (!busy.compareAndSet(false, true)) {
                    wrong.add("two at once");
                  }
                  if (numbered.number() != last[numbered.sender()] + 1) {
                    wrong.add(numbered + " after " + last[numbered.sender()]);
                  }
                  last[numbered.sender()] = numbered.number();
                  busy.set(false);
                  handled.countDown();
                },
                SubscriptionOptions.defaults().capacity(SubscriptionOptions.MAX_CAPACITY));
      }

      fromEightThreads(
          sender -> {
            for (long number = 1; number <= each; number++) {
              maestro.communication().broadcast(topic, new Numbered(sender, number));
            }
          });

      assertTrue(handled.await(60, TimeUnit.SECONDS), "not handled: " + handled.getCount());
      assertEquals(List.of(), wrong);
    }
  }

  @Test
  @Proves("22.11")
  void queue_underEightSenders_takesExactlyItsCapacity() throws Exception {
    Endpoint<Integer> endpoint = Endpoint.of("narrow", Integer.class);
    List<Long> accepted = Collections.synchronizedList(new ArrayList<>());
    try (StrategyMaestro maestro = Maestro.builder().start()) {
      PipelineCommunication messages = maestro.communication();
      for (int round = 0; round < 100; round++) {
        CountDownLatch atWork = new CountDownLatch(1);
        Semaphore gate = new Semaphore(0);
        var subscription =
            messages.handle(
                endpoint,
                (number, envelope) -> {
                  atWork.countDown();
                  gate.acquire();
                },
                SubscriptionOptions.defaults().capacity(100));
        messages.send(endpoint, 0);
        atWork.await();
        AtomicLong taken = new AtomicLong();
        fromEightThreads(
            sender -> {
              for (int i = 0; i < 50; i++) {
                taken.addAndGet(messages.send(endpoint, i).isCompletedExceptionally() ? 0 : 1);
              }
            });
        accepted.add(taken.get());
        subscription.close();
        gate.release(101);
      }
    }

    assertEquals(Collections.nCopies(100, 100L), accepted);
  }

  @Test
  @Proves("22.7")
  void hundredThousandRequests_howeverTheyEnd_leaveNothingBehind() throws Exception {
    int each = 12_500;
    Service<Integer, Integer> some = Service.of("some", Integer.class, Integer.class);
    Service<Integer, Integer> tight = Service.of("tight", Integer.class, Integer.class);
    Service<Integer, Integer> nobody = Service.of("nobody", Integer.class, Integer.class);
    Map<String, AtomicLong> ends = Collections.synchronizedMap(new TreeMap<>());
    MessageCounts counts;
    var config = MaestroConfig.builder().requestTimeout(Duration.ofMillis(100)).build();
    try (StrategyMaestro maestro = Maestro.builder().config(config).start()) {
      PipelineCommunication messages = maestro.communication();
      messages.serveAsync(
          some,
          (number, request) ->
              switch (number % 5) {
                case 0 -> CompletableFuture.failedFuture(new IllegalStateException("odd"));
                case 1 -> new CompletableFuture<>();
                case 2 -> throw new IllegalArgumentException("worse");
                default -> CompletableFuture.completedFuture(number);
              },
          SubscriptionOptions.defaults().capacity(20_000));
      Semaphore gate = new Semaphore(0);
      messages.serve(
          tight,
          (number, request) -> {
            gate.acquire();
            return number;
          },
          SubscriptionOptions.defaults().capacity(1));

      fromEightThreads(
          sender -> {
            for (int round = 0; round < each / 500; round++) {
              List<CompletableFuture<Integer>> open = new ArrayList<>();
              for (int i = 0; i < 500; i++) {
                var service = i % 10 == 0 ? nobody : i % 10 == 1 ? tight : some;
                CompletableFuture<Integer> request = messages.request(service, i);
                if (i % 7 == 0) {
                  request.cancel(true);
                }
                open.add(request);
              }
              open.forEach(request -> count(ends, end(request)));
            }
          });
      counts = messages.counts();
      gate.release(10);
    }

    assertEquals(0, counts.openRequests());
    assertEquals(100_000, ends.values().stream().mapToLong(AtomicLong::get).sum());
    for (String end :
        List.of("reply", "cancel", "REMOTE_ERROR", "TIMEOUT", "NO_HANDLER", "OVERFLOW")) {
      assertTrue(ends.containsKey(end), end + " is not among " + ends);
    }
  }

  private static void count(Map<String, AtomicLong> ends, String end) {
    ends.computeIfAbsent(end, first -> new AtomicLong()).incrementAndGet();
  }

  private static String end(CompletableFuture<?> request) {
    try {
      request.join();
      return "reply";
    } catch (CancellationException cancelled) {
      return "cancel";
    } catch (CompletionException failed) {
      return failed.getCause() instanceof RequestFailedException why
          ? why.reason().name()
          : "otherwise";
    }
  }

  @Test
  @Proves({"22.14", "22.15"})
  void subscriptions_thatCloseWhileEightSend_loseCountOfNothing() throws Exception {
    int each = 20_000;
    Endpoint<Integer> endpoint = Endpoint.of("door", Integer.class);
    MessageCounts counts;
    try (StrategyMaestro maestro = Maestro.builder().start()) {
      PipelineCommunication messages = maestro.communication();
      AtomicBoolean over = new AtomicBoolean();
      FutureTask<Void> openAndClose =
          new FutureTask<>(
              () -> {
                while (!over.get()) {
                  CountDownLatch met = new CountDownLatch(1);
                  Subscription subscription =
                      messages.handle(
                          endpoint,
                          (number, envelope) -> met.countDown(),
                          SubscriptionOptions.defaults().capacity(16));
                  met.await(10, TimeUnit.MILLISECONDS); // at the end nobody sends any more
                  subscription.close();
                }
                return null;
              });
      Thread opener = new Thread(openAndClose);
      opener.start();

      fromEightThreads(
          sender -> {
            for (int i = 0; i < each; i++) {
              messages.send(endpoint, i);
            }
          });
      over.set(true);
      openAndClose.get();
      maestro.shutdown(Duration.ofSeconds(10)).get(30, TimeUnit.SECONDS);
      counts = messages.counts();
    }

    assertEquals((long) SENDERS * each, counts.sent());
    assertEquals(0, counts.waiting());
    assertBalanced(counts);
  }

  @Test
  @Proves("22.17")
  void close_whileEightAsk_endsEveryRequest() throws Exception {
    Service<Integer, Integer> service = Service.of("next", Integer.class, Integer.class);
    StrategyMaestro maestro = Maestro.builder().start();
    PipelineCommunication messages = maestro.communication();
    messages.serve(service, (number, request) -> number + 1);
    CountDownLatch asked = new CountDownLatch(100);
    CompletableFuture<Void> closed =
        CompletableFuture.runAsync(
            () -> {
              try {
                asked.await();
              } catch (InterruptedException impossible) {
                throw new IllegalStateException(impossible);
              }
              maestro.close();
            },
            task -> new Thread(task).start());

    fromEightThreads(
        sender -> {
          boolean open = true;
          while (open) {
            CompletableFuture<Integer> request = messages.request(service, 1);
            asked.countDown();
            open = !end(request).equals("CLOSED");
          }
        });

    closed.get(60, TimeUnit.SECONDS);
    assertEquals(0, messages.counts().openRequests());
    assertBalanced(messages.counts());
  }

  @Test
  @Proves("22.19")
  void requests_whoseThreadsAreAllWaiting_timeOutAllTheSame() throws Exception {
    Service<Integer, Integer> service = Service.of("crowded", Integer.class, Integer.class);
    Endpoint<Integer> asking = Endpoint.of("asking", Integer.class);
    ExecutorService one = Executors.newSingleThreadExecutor();
    try (StrategyMaestro maestro = Maestro.builder().executor(one).start()) {
      PipelineCommunication messages = maestro.communication();
      messages.serve(service, (number, request) -> number);
      CompletableFuture<String> ended = new CompletableFuture<>();
      messages.handle(
          asking, // it holds the only thread that could answer
          (number, envelope) ->
              ended.complete(end(messages.request(service, number, Duration.ofMillis(50)))));

      messages.send(asking, 1);

      assertEquals("TIMEOUT", ended.get(30, TimeUnit.SECONDS));
    } finally {
      one.shutdown();
    }
  }
}
