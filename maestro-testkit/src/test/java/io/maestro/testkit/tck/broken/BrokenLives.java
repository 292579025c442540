package io.maestro.testkit.tck.broken;

import static io.maestro.testkit.tck.broken.Broken.store;

import io.maestro.core.memory.InMemoryStateStore;
import io.maestro.store.Lease;
import io.maestro.store.RunStore;
import io.maestro.store.RunWrite;
import io.maestro.store.StateStore;
import io.maestro.store.StateStoreFactory;
import io.maestro.store.StepRecord;
import io.maestro.store.StoreException;
import io.maestro.store.StoreItem;
import io.maestro.store.StoreTransactions;
import io.maestro.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Stores that open, close, crash and share wrongly, and transactions that are none. */
final class BrokenLives {
  private BrokenLives() {}

  static Stream<Broken> all() {
    return Stream.of(closing(), crashing(), sharing(), transactions()).flatMap(each -> each);
  }

  private static Stream<Broken> closing() {
    return Stream.of(
        store("closes once", "required29_close_twice", "closed before", ClosingOnce::new),
        store(
            "never closes",
            "required29_anything",
            "did not fail",
            sound ->
                new Passing(sound) {
                  @Override
                  public void close() {}
                }),
        Hooks.broken(
            "leaves a write open",
            "required29_close_completes",
            "is open after the close",
            hooks -> {
              AtomicInteger writes = new AtomicInteger();
              return hooks.onWrite(
                  (runs, w) ->
                      writes.incrementAndGet() % 50 == 0
                          ? new CompletableFuture<>()
                          : runs.write(w));
            }),
        Hooks.broken(
            "loses interrupts",
            "required30",
            "interrupt was lost",
            hooks ->
                hooks.onWrite(
                    (runs, w) -> {
                      Thread.interrupted();
                      return runs.write(w);
                    })),
        Hooks.broken(
            "breaks at an interrupt",
            "required30",
            "the channel was closed",
            hooks ->
                hooks.onWrite(
                    (runs, w) ->
                        Thread.currentThread().isInterrupted()
                            ? CompletableFuture.failedFuture(
                                new StoreException("the channel was closed", null))
                            : runs.write(w))),
        replaced("gives a second store contents of its own", "required32", "[a/x]"),
        new Broken(
            "closes the first when a second is opened",
            "required32",
            "closed",
            time -> new OneOpen(time, OneOpen.When.OPENED)));
  }

  private static Broken replaced(String name, String rule, String message) {
    return new Broken(
        name,
        rule,
        message,
        time ->
            new RetainedContents(time) {
              @Override
              public StateStoreFactory factory() {
                return InMemoryStateStore.factory();
              }
            });
  }

  private static final class ClosingOnce extends Passing {
    private final AtomicInteger closings = new AtomicInteger();

    ClosingOnce(StateStore store) {
      super(store);
    }

    @Override
    public void close() {
      if (closings.getAndIncrement() > 0) {
        throw new StoreException("this was closed before", null);
      }
      super.close();
    }
  }

  /** Contents of which one store alone is open. */
  private static final class OneOpen extends RetainedContents {
    enum When {
      OPENED,
      CLOSED
    }

    private final List<StateStore> open = new ArrayList<>();
    private final When when;

    OneOpen(VirtualTime time, When when) {
      super(time);
      this.when = when;
    }

    @Override
    public StateStoreFactory factory() {
      StateStoreFactory sound = super.factory();
      return context -> {
        if (when == When.OPENED) {
          open.forEach(StateStore::close);
        }
        StateStore store = sound.open(context);
        open.add(store);
        return new Passing(store) {
          @Override
          public void close() {
            open.forEach(StateStore::close);
          }
        };
      };
    }
  }

  private static Stream<Broken> crashing() {
    return Stream.of(
        store(
            "forgets everything at its close",
            "required31_contents_outliveAClose",
            "a/x",
            sound ->
                new Passing(sound) {
                  @Override
                  public void close() {
                    BrokenCopies.replace(sound, List.of());
                    super.close();
                  }
                }),
        crashing(
            "keeps documents in memory",
            "required31_contents_outliveACrash",
            "a/x",
            store ->
                BrokenCopies.replace(
                    store,
                    BrokenCopies.items(store).stream()
                        .filter(item -> item instanceof StoreItem.OfRun)
                        .toList())),
        crashing("keeps epochs in memory", "required31_runOf", "epoch=2", BrokenLives::restart),
        crashing("keeps due times in memory", "required31_resting", "later", BrokenLives::noTimes),
        crashing("keeps ids of letters in memory", "required31_ids", "taken", BrokenLives::copy),
        new Broken(
            "confirms before it writes",
            "required31_writes",
            "confirmed, and not there",
            BrokenLives::early));
  }

  private static void copy(StateStore store) {
    BrokenCopies.replace(store, BrokenCopies.items(store));
  }

  private static void restart(StateStore store) {
    changeRuns(
        store,
        run ->
            Copy.run(
                run,
                Copy.run(run.run(), run.run().tags(), run.run().standing(), 0, run.run().end())));
  }

  private static void noTimes(StateStore store) {
    changeRuns(
        store,
        run ->
            Copy.run(
                run,
                Copy.run(
                    run.run(),
                    run.run().tags(),
                    Copy.dueAt(run.run().standing(), Optional.empty()),
                    run.run().epoch(),
                    run.run().end())));
  }

  private static void changeRuns(StateStore store, UnaryOperator<StoreItem.OfRun> change) {
    BrokenCopies.replace(
        store,
        BrokenCopies.items(store).stream()
            .map(item -> item instanceof StoreItem.OfRun run ? change.apply(run) : item)
            .toList());
  }

  private static Broken crashing(
      String name, String rule, String message, Consumer<StateStore> crash) {
    return new Broken(
        name,
        rule,
        message,
        time ->
            new RetainedContents(time) {
              @Override
              public void crash(StateStore store) {
                crash.accept(store);
              }
            });
  }

  /** Keeps writes in memory until something else is asked. */
  private static RetainedContents early(VirtualTime time) {
    Queue<Runnable> pending = new ConcurrentLinkedQueue<>();
    return new RetainedContents(
        time, new Ledger(), sound -> Broken.withRuns(sound, lazy(sound, pending))) {
      @Override
      public void crash(StateStore store) {
        pending.clear();
      }
    };
  }

  private static RunStore lazy(StateStore sound, Queue<Runnable> pending) {
    Hooks hooks =
        new Hooks(
            () -> {
              for (Runnable write = pending.poll(); write != null; write = pending.poll()) {
                write.run();
              }
              return sound.runs();
            });
    return hooks.onWrite(
        (runs, w) -> {
          pending.add(() -> sound.runs().write(w));
          return PassingRuns.done();
        });
  }

  private static Stream<Broken> sharing() {
    return Stream.of(
        replaced("shares nothing", "required33_write_ofOne", "version 0"),
        new Broken(
            "closes all when one is closed",
            "required33_close",
            "closed",
            time -> new OneOpen(time, OneOpen.When.CLOSED)),
        store(
            "does not say how often to look",
            "required33_store_says",
            "pollEvery is empty",
            sound ->
                new Passing(sound) {
                  @Override
                  public Optional<Duration> pollEvery() {
                    return Optional.empty();
                  }
                }),
        new Broken(
            "claims what another node claims",
            "required33_claim",
            "different ones",
            BrokenLives::twice));
  }

  private static RetainedContents twice(VirtualTime time) {
    List<io.maestro.store.ClaimedRun> given = new java.util.concurrent.CopyOnWriteArrayList<>();
    return new RetainedContents(
        time,
        new Ledger(),
        sound ->
            Broken.withRuns(
                sound,
                new Hooks(sound::runs)
                    .onClaimed(
                        claimed -> {
                          given.add(claimed);
                          return given.size() % 10 == 0 ? given.get(0) : claimed;
                        })));
  }

  private static Stream<Broken> transactions() {
    return Stream.of(
        transacting(
            "commits what threw", "required34_transaction_thatThrows", "one", new KeepsAll()),
        transacting(
            "commits before it checks",
            "required34_transaction_under",
            "former owner",
            new KeepsAll()),
        transacting(
            "runs a recorded step again", "required34_transaction_ofA", "again", new RunsAgain()),
        transacting(
            "does not record", "required34_transaction_thatReturns", "book=one", new RecordsNot()),
        transacting(
            "loses one commit of ten", "required34_transactions_ofMany", "0.0", new LosesSome()),
        store(
            "has transactions over anything",
            "required34_transactions_over",
            "Optional",
            sound ->
                new Passing(sound) {
                  @Override
                  public <C> Optional<StoreTransactions<C>> transactions(Class<C> resource) {
                    Optional<StoreTransactions<C>> known = super.transactions(resource);
                    return known.isPresent()
                        ? known
                        : Optional.of((lease, path, code) -> code.run(null));
                  }
                }));
  }

  private static Broken transacting(String name, String rule, String message, Ledger ledger) {
    return new Broken(
        name,
        rule,
        message,
        time -> new RetainedContents(time, ledger.fresh(), UnaryOperator.identity()));
  }

  private static final class KeepsAll extends Ledger {
    @Override
    Ledger fresh() {
      return new KeepsAll();
    }

    @Override
    StepRecord record(
        StateStore store, Lease lease, String path, StoreTransactions.TransactionCode<Page> code)
        throws Exception {
      return super.record(
          store,
          lease,
          path,
          page -> {
            try {
              return code.run(page);
            } finally {
              commit(page);
            }
          });
    }
  }

  private static final class RunsAgain extends Ledger {
    @Override
    Ledger fresh() {
      return new RunsAgain();
    }

    @Override
    Optional<StepRecord> known(StateStore store, Lease lease, String path) {
      return Optional.empty();
    }
  }

  private static final class RecordsNot extends Ledger {
    @Override
    Ledger fresh() {
      return new RecordsNot();
    }

    @Override
    CompletionStage<Void> journal(StateStore store, RunWrite write) {
      return PassingRuns.done();
    }
  }

  private static final class LosesSome extends Ledger {
    private final AtomicInteger commits = new AtomicInteger();

    @Override
    Ledger fresh() {
      return new LosesSome();
    }

    @Override
    void commit(Page page) {
      if (commits.incrementAndGet() % 10 != 0) {
        super.commit(page);
      }
    }
  }
}
