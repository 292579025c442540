package io.maestro.benchmarks;

import io.maestro.StrategyMaestro;
import io.maestro.core.Maestro;
import io.maestro.message.Endpoint;
import io.maestro.message.PipelineCommunication;
import io.maestro.message.Service;
import io.maestro.message.Subscription;
import io.maestro.message.SubscriptionOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;

/**
 * What messages in memory cost: sends to one handler by one and by eight threads, and a request
 * with its reply beside two hand-offs between threads, measured in the same run of this program.
 * Prints; asserts nothing.
 *
 * <p>{@code java -cp benchmarks/target/benchmarks.jar io.maestro.benchmarks.MessageRate}
 */
public final class MessageRate {
  private static final int SENDS = 1_000_000;
  private static final int REQUESTS = 20_000;
  private static final int ROUNDS = 7;

  private static final Endpoint<Long> NUMBERS = Endpoint.of("numbers", Long.class);
  private static final Service<Long, Long> NEXT = Service.of("next", Long.class, Long.class);

  private MessageRate() {}

  /** Measures and prints. */
  public static void main(String[] arguments) throws Exception {
    System.out.printf(
        Locale.ROOT,
        "%-44s %12s %14s%n",
        "what (median of " + ROUNDS + ")",
        "us each",
        "per second");
    ExecutorService threads = Executors.newCachedThreadPool();
    try (StrategyMaestro maestro = Maestro.builder().start()) {
      PipelineCommunication messages = maestro.communication();
      report("sends, one sender", SENDS, () -> sends(messages, threads, 1));
      report("sends, eight senders", SENDS, () -> sends(messages, threads, 8));
      messages.serve(NEXT, (number, asked) -> number + 1);
      besideHandOffs(messages, threads);
      report("requests, a thousand at once", REQUESTS, () -> manyRequests(messages));
    } finally {
      threads.shutdown();
    }
  }

  /** Prints the median over the rounds; the first ones, which warm up, are left out. */
  private static void report(String what, int times, LongSupplier measured) {
    List<Long> nanos = new ArrayList<>();
    for (int round = 0; round < 2 * ROUNDS; round++) {
      nanos.add(measured.getAsLong());
    }
    print(what, times, median(nanos));
  }

  /** Both in turn, so that whatever else the machine does falls on both. */
  private static void besideHandOffs(PipelineCommunication messages, ExecutorService threads) {
    List<Long> requests = new ArrayList<>();
    List<Long> handOffs = new ArrayList<>();
    for (int round = 0; round < 2 * ROUNDS; round++) {
      requests.add(requests(messages));
      handOffs.add(handOffs(threads));
    }
    print("request and reply, one at a time", REQUESTS, median(requests));
    print("two hand-offs by hand", REQUESTS, median(handOffs));
    System.out.printf(
        Locale.ROOT,
        "%-44s %12.2f%n",
        "request and reply : two hand-offs",
        median(requests) / median(handOffs));
  }

  private static double median(List<Long> nanos) {
    return nanos.subList(ROUNDS, 2 * ROUNDS).stream().sorted().toList().get(ROUNDS / 2);
  }

  private static void print(String what, int times, double median) {
    System.out.printf(
        Locale.ROOT, "%-44s %12.3f %14.0f%n", what, median / times / 1e3, times / median * 1e9);
  }

  /** From the first send until the handler has seen all that was accepted. */
  private static long sends(PipelineCommunication messages, ExecutorService threads, int senders) {
    CountDownLatch handled = new CountDownLatch(SENDS);
    SubscriptionOptions options =
        SubscriptionOptions.defaults().capacity(SubscriptionOptions.MAX_CAPACITY);
    Subscription handling =
        messages.handle(NUMBERS, (number, envelope) -> handled.countDown(), options);
    try {
      long begin = System.nanoTime();
      List<Future<?>> sending = new ArrayList<>();
      for (int sender = 0; sender < senders; sender++) {
        sending.add(threads.submit(() -> send(messages, SENDS / senders)));
      }
      for (Future<?> one : sending) {
        one.get();
      }
      handled.await();
      return System.nanoTime() - begin;
    } catch (Exception broken) {
      throw new IllegalStateException(broken);
    } finally {
      handling.close();
    }
  }

  private static void send(PipelineCommunication messages, int times) {
    for (long number = 0; number < times; number++) {
      messages.send(NUMBERS, number).join();
    }
  }

  private static long requests(PipelineCommunication messages) {
    long begin = System.nanoTime();
    long number = 0;
    while (number < REQUESTS) {
      number = messages.request(NEXT, number).join();
    }
    return System.nanoTime() - begin;
  }

  private static long manyRequests(PipelineCommunication messages) {
    long begin = System.nanoTime();
    for (int round = 0; round < REQUESTS / 1_000; round++) {
      List<CompletableFuture<Long>> replies = new ArrayList<>();
      for (long number = 0; number < 1_000; number++) {
        replies.add(messages.request(NEXT, number));
      }
      replies.forEach(CompletableFuture::join);
    }
    return System.nanoTime() - begin;
  }

  /** A task goes to a pool's thread, and the thread that waits for it is woken. */
  private static long handOffs(ExecutorService pool) {
    long begin = System.nanoTime();
    long number = 0;
    while (number < REQUESTS) {
      long now = number;
      number = CompletableFuture.supplyAsync(() -> now + 1, pool).join();
    }
    return System.nanoTime() - begin;
  }
}
