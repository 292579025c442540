package io.maestro.testkit.tck;

import io.maestro.core.memory.InMemoryStateStore;
import io.maestro.store.StateStore;
import io.maestro.store.StateStoreFactory;
import io.maestro.testkit.time.VirtualTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Contents in memory that can do all that a store may: what broken stores are made of. */
class RetainedContents implements StoreUnderTest {
  private final VirtualTime time;
  private final StateStoreFactory factory;
  private final Ledger ledger;

  RetainedContents(VirtualTime time) {
    this(time, new Ledger(), UnaryOperator.identity());
  }

  RetainedContents(VirtualTime time, Ledger ledger, UnaryOperator<StateStore> changed) {
    this.time = time;
    this.ledger = ledger;
    StateStoreFactory memory = InMemoryStateStore.retained();
    this.factory = context -> changed.apply(ledger.beside(memory.open(context)));
  }

  @Override
  public VirtualTime time() {
    return time;
  }

  @Override
  public StateStoreFactory factory() {
    return factory;
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  @Override
  public void crash(StateStore store) {
    // Nothing is held in the store itself: that it is not closed is all there is to it.
  }

  @Override
  public Optional<TransactionsUnderTest<?>> transactions() {
    return Optional.of(
        new TransactionsUnderTest<Ledger.Page>() {
          @Override
          public Class<Ledger.Page> resource() {
            return Ledger.Page.class;
          }

          @Override
          public void write(Ledger.Page resource, String line) {
            resource.write(line);
          }

          @Override
          public List<String> written() {
            return ledger.written();
          }
        });
  }
}
