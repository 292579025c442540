package io.maestro.testkit.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.maestro.StrategyMaestro;
import io.maestro.message.Service;
import io.maestro.message.Topic;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.MessageProbe;
import io.maestro.testkit.Proves;
import io.maestro.testkit.time.StalledException;
import io.maestro.testkit.time.VirtualTime;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class MessageProbeTest {
  private static final Topic<String> NEWS = Topic.of("news", String.class);

  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  @Test
  @Proves("22.22")
  void first_isDoneWhenSoManyHaveCome(StrategyMaestro maestro, VirtualTime time) {
    MessageProbe<String> probe = MessageProbe.subscribing(maestro, NEWS);
    CompletableFuture<List<String>> two = probe.first(2);
    maestro.communication().broadcast(NEWS, "a");
    time.runUntilIdle();
    assertFalse(two.isDone());

    maestro.communication().broadcast(NEWS, "b");
    maestro.communication().broadcast(NEWS, "c");

    assertEquals(List.of("a", "b"), time.get(two));
    time.runUntilIdle();
    assertEquals(List.of("a", "b", "c"), probe.messages());
    assertEquals(List.of("a", "b", "c"), time.get(probe.first(3)));
    assertEquals(List.of(), time.get(probe.first(0)));
    assertEquals(3, probe.envelopes().size());
    assertThrows(IllegalArgumentException.class, () -> probe.first(-1));
  }

  @Test
  @Proves("22.22")
  void first_ofMoreThanCome_stalls(StrategyMaestro maestro, VirtualTime time) {
    MessageProbe<String> probe = MessageProbe.subscribing(maestro, NEWS);

    assertThrows(StalledException.class, () -> time.get(probe.first(1)));
  }

  @Test
  @Proves("22.22")
  void closedProbe_keepsWhatCame(StrategyMaestro maestro, VirtualTime time) {
    MessageProbe<String> probe = MessageProbe.subscribing(maestro, NEWS);
    maestro.communication().broadcast(NEWS, "a");
    time.runUntilIdle();

    probe.close();
    maestro.communication().broadcast(NEWS, "b");
    time.runUntilIdle();

    assertEquals(List.of("a"), probe.messages());
  }

  @Test
  @Proves("22.22")
  void servingProbe_answers(StrategyMaestro maestro, VirtualTime time) {
    Service<String, Integer> length = Service.of("length", String.class, Integer.class);
    MessageProbe<String> probe = MessageProbe.serving(maestro, length, String::length);

    assertEquals(5, time.get(maestro.communication().request(length, "hello")));
    assertEquals(List.of("hello"), probe.messages());
  }
}
