package io.maestro.testkit.tck.broken;

import static io.maestro.testkit.tck.broken.Broken.store;

import io.maestro.store.StateStore;
import io.maestro.store.StoreException;
import io.maestro.store.StoreExport;
import io.maestro.store.StoreItem;
import io.maestro.store.StoreRestore;
import io.maestro.testkit.tck.Turns;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Stores that export and restore wrongly. */
final class BrokenCopies {
  private BrokenCopies() {}

  static Stream<Broken> all() {
    return Stream.concat(exports(), restores());
  }

  private static Stream<Broken> exports() {
    return Stream.of(
        exporting(
            "exports what is written later", "required11_export_whileWrites", "later", Later::new),
        exporting(
            "mixes two moments",
            "required11_export_whileOne",
            "a was written before b",
            Mixing::new),
        exporting(
            "exports in any order",
            "required11_export_gives",
            "B/x",
            store -> {
              List<StoreItem> turned = items(store);
              Collections.reverse(turned);
              return new Listed(turned.iterator());
            }),
        exporting(
            "exports no letters",
            "required11_export_gives",
            "9 in in",
            store ->
                new Listed(
                    items(store).stream()
                        .map(
                            item ->
                                item instanceof StoreItem.OfRun run
                                    ? Copy.letters(run, List.of())
                                    : item)
                        .iterator())),
        exporting(
            "closes an export once",
            "required11_export_closed",
            "closed twice",
            store -> new ClosedOnce(store.export())));
  }

  private static Broken exporting(
      String name, String rule, String message, Function<StateStore, StoreExport> export) {
    return store(
        name,
        rule,
        message,
        sound ->
            new Passing(sound) {
              @Override
              public StoreExport export() {
                return export.apply(sound);
              }
            });
  }

  static List<StoreItem> items(StateStore store) {
    try (StoreExport export = store.export()) {
      List<StoreItem> items = new ArrayList<>();
      for (var next = export.next(); next.isPresent(); next = export.next()) {
        items.add(next.get());
      }
      return items;
    }
  }

  private record Listed(Iterator<StoreItem> items) implements StoreExport {
    @Override
    public Optional<StoreItem> next() {
      return items.hasNext() ? Optional.of(items.next()) : Optional.empty();
    }

    @Override
    public void close() {}
  }

  /** Looks at what is there at each item. */
  private static final class Later implements StoreExport {
    private final StateStore store;
    private int given;

    Later(StateStore store) {
      this.store = store;
    }

    @Override
    public Optional<StoreItem> next() {
      return items(store).stream().skip(given++).findFirst();
    }

    @Override
    public void close() {}
  }

  /** Looks at each item at another moment than at the one before, if there is another. */
  private static final class Mixing implements StoreExport {
    private static final int LOOKS = 2_000;
    private final StateStore store;
    private int given;

    Mixing(StateStore store) {
      this.store = store;
    }

    @Override
    public Optional<StoreItem> next() {
      String first = versions();
      for (int look = 0; look < LOOKS && versions().equals(first); look++) {
        Turns.give();
      }
      Turns.give();
      return items(store).stream().skip(given++).findFirst();
    }

    private String versions() {
      return items(store).stream()
          .map(item -> item instanceof StoreItem.OfDocument of ? of.document().version() + " " : "")
          .reduce("", String::concat);
    }

    @Override
    public void close() {}
  }

  private static final class ClosedOnce implements StoreExport {
    private final StoreExport export;
    private final AtomicInteger closings = new AtomicInteger();

    ClosedOnce(StoreExport export) {
      this.export = export;
    }

    @Override
    public Optional<StoreItem> next() {
      return export.next();
    }

    @Override
    public void close() {
      if (closings.getAndIncrement() > 0) {
        throw new StoreException("an export was closed twice", null);
      }
      export.close();
    }
  }

  private static Stream<Broken> restores() {
    return Stream.of(
        restoring("restores at once", "required12_restore_before", "", AtOnce::new),
        restoring("leaves an unfinished restore", "required31_restore", "a/y", AtOnce::new),
        restoring("restores in halves", "required12_restore_seen", "a reader saw", InHalves::new),
        restoring(
            "takes an item twice",
            "required12_restore_ofAnItem",
            "twice",
            (store, target) -> new Gathering(store.restore(target))),
        restoring(
            "replaces what must be empty",
            "required12_restore_into",
            "a restore into a store",
            (store, target) -> store.restore(StoreRestore.Target.REPLACE)),
        restoring("keeps what was there", "required12_restore_into", "run", Keeping::new),
        changing(
            "forgets epochs",
            "required13",
            "",
            run ->
                Copy.run(
                    run,
                    Copy.run(
                        run.run(), run.run().tags(), run.run().standing(), 0, run.run().end()))),
        changing(
            "forgets letters",
            "required12_restoredInbox",
            "DUPLICATE",
            run -> Copy.letters(run, List.of())),
        changing(
            "forgets due times",
            "required28_restoredRuns",
            "later",
            run ->
                Copy.run(
                    run,
                    Copy.run(
                        run.run(),
                        run.run().tags(),
                        Copy.dueAt(run.run().standing(), Optional.empty()),
                        run.run().epoch(),
                        run.run().end()))),
        changing(
            "forgets tags",
            "required28_copy",
            "k=v",
            run ->
                Copy.run(
                    run,
                    Copy.run(
                        run.run(),
                        Map.of(),
                        run.run().standing(),
                        run.run().epoch(),
                        run.run().end()))));
  }

  private static Broken restoring(
      String name,
      String rule,
      String message,
      BiFunction<StateStore, StoreRestore.Target, StoreRestore> restore) {
    return store(
        name,
        rule,
        message,
        sound ->
            new Passing(sound) {
              @Override
              public StoreRestore restore(StoreRestore.Target target) {
                return restore.apply(sound, target);
              }
            });
  }

  private static Broken changing(
      String name, String rule, String message, UnaryOperator<StoreItem.OfRun> change) {
    return restoring(
        name,
        rule,
        message,
        (store, target) ->
            new PassingRestore(store.restore(target)) {
              @Override
              public void add(StoreItem item) {
                super.add(item instanceof StoreItem.OfRun run ? change.apply(run) : item);
              }
            });
  }

  static class PassingRestore implements StoreRestore {
    private final StoreRestore restore;

    PassingRestore(StoreRestore restore) {
      this.restore = restore;
    }

    @Override
    public void add(StoreItem item) {
      restore.add(item);
    }

    @Override
    public void commit() {
      restore.commit();
    }

    @Override
    public void close() {
      restore.close();
    }
  }

  static void replace(StateStore store, List<StoreItem> items) {
    try (StoreRestore whole = store.restore(StoreRestore.Target.REPLACE)) {
      items.forEach(whole::add);
      whole.commit();
    }
  }

  /** Puts each item in place as it comes. */
  private static final class AtOnce extends PassingRestore {
    private final StateStore store;
    private final List<StoreItem> added = new ArrayList<>();

    AtOnce(StateStore store, Target target) {
      super(store.restore(target));
      this.store = store;
    }

    @Override
    public void add(StoreItem item) {
      super.add(item);
      added.add(item);
      replace(store, added);
    }
  }

  /** Puts its items in place one after the other. */
  private static final class InHalves extends PassingRestore {
    private final StateStore store;
    private final List<StoreItem> added = new ArrayList<>();

    InHalves(StateStore store, Target target) {
      super(store.restore(target));
      this.store = store;
    }

    @Override
    public void add(StoreItem item) {
      super.add(item);
      added.add(item);
    }

    @Override
    public void commit() {
      if (!added.isEmpty()) {
        replace(store, added.subList(0, 1));
        for (int i = 0; i < 500; i++) {
          Turns.give();
        }
      }
      replace(store, added);
      close();
    }
  }

  private static final class Gathering extends PassingRestore {
    Gathering(StoreRestore restore) {
      super(restore);
    }

    @Override
    public void add(StoreItem item) {
      try {
        super.add(item);
      } catch (StoreException twice) {
        // the first one counts
      }
    }
  }

  /** Restores beside what is there. */
  private static final class Keeping extends PassingRestore {
    private final List<StoreItem> old;
    private final List<String> names = new ArrayList<>();

    Keeping(StateStore store, Target target) {
      super(store.restore(target));
      this.old = target == Target.REPLACE ? items(store) : List.of();
    }

    @Override
    public void add(StoreItem item) {
      super.add(item);
      names.add(name(item));
    }

    @Override
    public void commit() {
      old.stream().filter(item -> !names.contains(name(item))).forEach(super::add);
      super.commit();
    }

    private static String name(StoreItem item) {
      return item instanceof StoreItem.OfDocument document
          ? document.document().key().toString()
          : ((StoreItem.OfRun) item).run().id().value();
    }
  }
}
