package io.maestro.testkit.tck.broken;

import io.maestro.store.DocumentStore;
import io.maestro.store.RunStore;
import io.maestro.store.StateStore;
import io.maestro.testkit.tck.StoreUnderTest;
import io.maestro.testkit.time.VirtualTime;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A store with one fault.
 *
 * @param name what is wrong with it
 * @param rule the beginning of the name of the rule that must find it
 * @param message a part of what that rule says
 * @param contents makes it
 */
record Broken(
    String name, String rule, String message, Function<VirtualTime, StoreUnderTest> contents) {
  static Broken store(String name, String rule, String message, UnaryOperator<StateStore> changed) {
    return new Broken(
        name, rule, message, time -> new RetainedContents(time, new Ledger(), changed));
  }

  /** A fault in the runs; what it remembers it remembers per opened store. */
  static Broken runs(
      String name, String rule, String message, Function<Supplier<RunStore>, RunStore> changed) {
    return store(name, rule, message, store -> withRuns(store, changed.apply(store::runs)));
  }

  static StateStore withRuns(StateStore store, RunStore runs) {
    return new Passing(store) {
      @Override
      public RunStore runs() {
        super.runs(); // refuses if it is closed
        return runs;
      }
    };
  }

  static Broken documents(
      String name,
      String rule,
      String message,
      Function<Supplier<DocumentStore>, DocumentStore> changed) {
    return store(
        name,
        rule,
        message,
        store -> {
          DocumentStore documents = changed.apply(store::documents);
          return new Passing(store) {
            @Override
            public DocumentStore documents() {
              super.documents(); // refuses if it is closed
              return documents;
            }
          };
        });
  }

  @Override
  public String toString() {
    return name;
  }
}
