package io.maestro.testkit.tck;

import static io.maestro.testkit.tck.Given.newRun;
import static io.maestro.testkit.tck.Given.run;
import static io.maestro.testkit.tck.Stages.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.core.memory.InMemoryStateStore;
import io.maestro.run.RunQuery;
import io.maestro.store.StateStoreFactory;
import io.maestro.store.StoreRestore;
import io.maestro.testkit.Proves;
import io.maestro.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the store in memory promises beyond what every store must. */
final class InMemoryRetentionTest {
  private record Contents(VirtualTime time, StateStoreFactory factory) implements StoreUnderTest {}

  private final StateStoreTck tck =
      new StateStoreTck() {
        @Override
        protected StoreUnderTest contents(VirtualTime time) {
          return new Contents(time, InMemoryStateStore.factory());
        }
      };
  private TckStore store;

  @BeforeEach
  void open() throws Exception {
    store = TckStore.prepare(tck);
    store.open();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  @Proves("17.14")
  void endedRun_isDroppedAfterItsRetention() {
    store.owned("live");
    store.ended("run");
    store.elapse(TckStore.RETENTION.minusMillis(1));
    assertEquals(2L, get(store.runs().count(RunQuery.all())));
    store.elapse(Duration.ofMillis(1));

    assertEquals(Optional.empty(), get(store.runs().find(run("run"))));
    assertEquals(List.of(), store.journal("run"));
    assertEquals(List.of("live"), store.names());
    assertTrue(get(store.runs().create(newRun("run", Optional.empty()))).isNew());
  }

  @Test
  @Proves({"17.12", "17.14"})
  void restore_intoAStoreWhoseRunsHaveBeenDropped_findsItEmpty() {
    store.ended("run");
    store.elapse(TckStore.RETENTION);
    store.restore(StoreRestore.Target.MUST_BE_EMPTY, List.of());

    assertEquals(List.of(), store.exported());
  }
}
