package io.maestro.testkit.message;

import io.maestro.StrategyMaestro;
import io.maestro.core.Maestro;
import io.maestro.message.Endpoint;
import io.maestro.message.MessageCounts;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/** Sends a million messages to a handler that is let go on now and then. Run in its own JVM. */
public final class Flood {
  private static final int SENDS = 1_000_000;
  private static final Endpoint<byte[]> DRAIN = Endpoint.of("drain", byte[].class);

  private Flood() {}

  /** Exits with 0 if what was sent is exactly what was handled and refused. */
  public static void main(String[] arguments) throws Exception {
    Semaphore gate = new Semaphore(0);
    AtomicLong handled = new AtomicLong();
    long accepted = 0;
    long refused = 0;
    StrategyMaestro maestro = Maestro.builder().start();
    CountDownLatch atWork = new CountDownLatch(1);
    maestro
        .communication()
        .handle(
            DRAIN,
            (message, envelope) -> {
              atWork.countDown();
              gate.acquire();
              handled.incrementAndGet();
            });
    for (int i = 0; i < SENDS; i++) {
      CompletableFuture<Void> send = maestro.communication().send(DRAIN, new byte[1_024]);
      if (send.isCompletedExceptionally()) {
        refused++;
      } else {
        accepted++;
      }
      if (i % 100 == 0) {
        gate.release();
      }
    }
    atWork.await();
    gate.release(SENDS);
    maestro.close();
    MessageCounts counts = maestro.communication().counts();
    System.out.println(
        "flood: accepted "
            + accepted
            + ", handled "
            + handled
            + ", refused "
            + refused
            + ", "
            + counts);
    boolean exact =
        counts.sent() == SENDS
            && counts.delivered() + counts.refused() == SENDS
            && counts.delivered() == accepted
            && handled.get() == accepted
            && counts.refused() == refused
            && accepted > 1_024
            && refused > 100_000;
    System.exit(exact ? 0 : 1);
  }
}
