package io.maestro.core.state;

import io.maestro.core.engine.Engine;
import io.maestro.state.SyncReport;
import io.maestro.state.SyncReport.Difference;
import io.maestro.state.SyncReport.Kind;
import io.maestro.state.SyncReport.Resolution;
import io.maestro.store.Document;
import io.maestro.time.TimeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Compares the memory with the store, some states at a time.
 *
 * @param memory the memory
 * @param probe asks the store for the state of what is known
 * @param values compares contents
 * @param engine gives workers, on which values are compared
 * @param time says when it ended
 */
record Sync(
    Memory memory,
    Function<Known, CompletableFuture<Optional<Document>>> probe,
    Values values,
    Engine engine,
    TimeSource time) {
  private static final int AT_ONCE = 100;

  CompletableFuture<SyncReport> run() {
    List<Known> all = memory.all();
    return from(0, all, new ArrayList<>())
        .thenApply(found -> new SyncReport(time.now(), all.size(), found));
  }

  private CompletableFuture<List<Difference>> from(
      int first, List<Known> all, List<Difference> found) {
    if (first >= all.size()) {
      return CompletableFuture.completedFuture(found);
    }
    int next = Math.min(all.size(), first + AT_ONCE);
    List<CompletableFuture<Optional<Difference>>> some =
        all.subList(first, next).stream().map(this::compare).toList();
    return CompletableFuture.allOf(some.toArray(CompletableFuture<?>[]::new))
        .thenCompose(
            done -> {
              some.forEach(difference -> difference.join().ifPresent(found::add));
              return from(next, all, found);
            });
  }

  private CompletableFuture<Optional<Difference>> compare(Known known) {
    return probe
        .apply(known)
        .thenApplyAsync(found -> judged(known, found), engine::execute)
        .exceptionally(failure -> Optional.of(unknown(known, failure)));
  }

  private Optional<Difference> judged(Known known, Optional<Document> found) {
    return kindOf(known, found)
        .filter(kind -> memory.replace(known, found)) // else it has learned something meanwhile
        .map(kind -> difference(known, kind, found));
  }

  private Optional<Kind> kindOf(Known known, Optional<Document> found) {
    long stored = Known.versionOf(found);
    if (stored == known.version) {
      return hasSameContent(known, found) ? Optional.empty() : Optional.of(Kind.CONFLICT);
    }
    if (found.isEmpty()) {
      return Optional.of(Kind.MISSING);
    }
    return Optional.of(stored > known.version ? Kind.STALE : Kind.CONFLICT);
  }

  private boolean hasSameContent(Known known, Optional<Document> found) {
    return found.isEmpty() || values.same(known.content().orElseThrow(), found.get().content());
  }

  private static Difference difference(Known known, Kind kind, Optional<Document> found) {
    return new Difference(
        known.key,
        kind,
        known.version,
        OptionalLong.of(Known.versionOf(found)),
        found.isPresent() ? Resolution.TAKEN_FROM_STORE : Resolution.FORGOTTEN,
        "");
  }

  private static Difference unknown(Known known, Throwable failure) {
    return new Difference(
        known.key,
        Kind.UNKNOWN,
        known.version,
        OptionalLong.empty(),
        Resolution.LEFT_AS_IS,
        String.valueOf(StoredStates.unwrapped(failure)));
  }
}
