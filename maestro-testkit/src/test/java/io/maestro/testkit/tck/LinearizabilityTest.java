package io.maestro.testkit.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.codec.Payload;
import io.maestro.core.memory.InMemoryStateStore;
import io.maestro.run.Page;
import io.maestro.store.Document;
import io.maestro.store.DocumentKey;
import io.maestro.store.DocumentStore;
import io.maestro.store.StateStore;
import io.maestro.testkit.Proves;
import io.maestro.testkit.tck.Scenario.Call;
import io.maestro.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Ten thousand small scenarios of threads at once, each compared with every order there is. */
final class LinearizabilityTest {
  private static final int SCENARIOS = 10_000;
  private static final int THREADS = 3;
  private static final int CALLS = 3;
  private static final long SEED = Long.getLong("maestro.linearizability.seed", 20_260_101L);

  private final VirtualTime time = VirtualTime.create();
  private final Random random = new Random(SEED);

  @AfterEach
  void close() {
    time.close();
  }

  private StateStore open() {
    return InMemoryStateStore.factory().open(LentContext.on(time, Duration.ofDays(7)));
  }

  private LinearStore sound() {
    StateStore store = open();
    return new LinearStore(store, store.documents());
  }

  private LinearStore careless() {
    StateStore store = open();
    return new LinearStore(store, new Careless(store.documents()));
  }

  private Call<LinearStore> documentCall() {
    int version = random.nextInt(4);
    int value = random.nextInt(100);
    return switch (random.nextInt(4)) {
      case 0 -> new Call<>("read", LinearStore::read);
      case 1 -> new Call<>("delete v" + (version + 1), store -> store.delete(version + 1));
      default ->
          new Call<>("write " + value + " over v" + version, store -> store.write(version, value));
    };
  }

  private Call<LinearStore> claimCall() {
    int epoch = 1 + random.nextInt(3);
    return switch (random.nextInt(6)) {
      case 0 -> new Call<>("create", store -> store.create("run"));
      case 1 -> new Call<>("find", store -> store.find("run"));
      case 2 -> new Call<>("end " + epoch, store -> store.end("run", epoch));
      case 3 -> new Call<>("release " + epoch, store -> store.release("run", epoch));
      default -> new Call<>("claim", store -> store.claim("run"));
    };
  }

  /** Returns the first scenario of all that no order explains, or nothing. */
  private String firstViolation(
      Supplier<LinearStore> tried, Supplier<LinearStore> sound, Supplier<Call<LinearStore>> call) {
    for (int scenario = 0; scenario < SCENARIOS; scenario++) {
      List<List<Call<LinearStore>>> threads =
          Stream.generate(() -> Stream.generate(call).limit(CALLS).toList())
              .limit(THREADS)
              .toList();
      String violation = new Scenario<>(threads).violation(tried, sound, time.executor());
      if (!violation.isEmpty()) {
        return "scenario " + scenario + " of seed " + SEED + ": " + violation;
      }
    }
    return "";
  }

  @Test
  @Proves("17.35")
  void documents_ofTheStoreInMemory_areLinearizable() {
    assertEquals("", firstViolation(this::sound, this::sound, this::documentCall));
  }

  @Test
  @Proves("17.35")
  void claims_ofTheStoreInMemory_areLinearizable() {
    assertEquals("", firstViolation(this::sound, this::sound, this::claimCall));
  }

  @Test
  void compareAndSet_thatIsTwoThings_isFound() {
    String found = firstViolation(this::careless, this::sound, this::documentCall);

    assertTrue(found.contains("write"), "nothing was found");
  }

  private record Careless(DocumentStore documents) implements DocumentStore {
    @Override
    public CompletionStage<Long> write(DocumentKey key, long expected, Payload content) {
      Optional<Document> there = documents.read(key).toCompletableFuture().join();
      long actual = there.map(Document::version).orElse(ABSENT);
      if (actual != expected) {
        return documents.write(key, expected, content); // which refuses
      }
      Turns.give();
      return documents.write(key, expected, content).handle((version, beaten) -> expected + 1);
    }

    @Override
    public CompletionStage<Optional<Document>> read(DocumentKey key) {
      return documents.read(key);
    }

    @Override
    public CompletionStage<Void> delete(DocumentKey key, long expected) {
      return documents.delete(key, expected);
    }

    @Override
    public CompletionStage<Page<Document>> list(
        String collection, Optional<String> after, int limit) {
      return documents.list(collection, after, limit);
    }
  }
}
