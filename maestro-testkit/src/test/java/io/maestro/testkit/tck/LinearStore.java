package io.maestro.testkit.tck;

import static io.maestro.testkit.tck.Words.text;

import io.maestro.run.RunId;
import io.maestro.store.ClaimRequest;
import io.maestro.store.Creation;
import io.maestro.store.DocumentKey;
import io.maestro.store.DocumentStore;
import io.maestro.store.Lease;
import io.maestro.store.StaleEpochException;
import io.maestro.store.StateStore;
import io.maestro.store.VersionConflictException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** The operations whose order is looked for, with answers that can be compared. */
final class LinearStore {
  private static final DocumentKey KEY = new DocumentKey("c", "d");
  private static final Duration LEASE = Duration.ofDays(1);
  private final DocumentStore documents;
  private final StateStore store;

  LinearStore(StateStore store, DocumentStore documents) {
    this.store = store;
    this.documents = documents;
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  String read() {
    return get(documents.read(KEY)).map(d -> d.version() + Words.of(d.content())).orElse("none");
  }

  String write(int expected, int value) {
    try {
      return "v" + get(documents.write(KEY, expected, text("" + value)));
    } catch (CompletionException refused) {
      return "is " + ((VersionConflictException) refused.getCause()).actual();
    }
  }

  String delete(int expected) {
    try {
      get(documents.delete(KEY, expected));
      return "gone";
    } catch (CompletionException refused) {
      return "is " + ((VersionConflictException) refused.getCause()).actual();
    }
  }

  String create(String id) {
    Creation creation = get(store.runs().create(Given.newRun(id, Optional.empty())));
    return creation.isNew() + " " + creation.run().epoch();
  }

  String claim(String id) {
    var request = new ClaimRequest("node", Set.of("flow"), Optional.of(RunId.of(id)), LEASE, 1);
    return get(store.runs().claim(request)).runs().stream()
        .map(claimed -> "epoch " + claimed.lease().epoch())
        .findFirst()
        .orElse("none");
  }

  String release(String id, int epoch) {
    return write(Given.release(lease(id, epoch), Optional.of(java.time.Instant.EPOCH), Set.of()));
  }

  String end(String id, int epoch) {
    return write(Given.end(lease(id, epoch)));
  }

  private static Lease lease(String id, int epoch) {
    return new Lease(RunId.of(id), "node", epoch);
  }

  private String write(io.maestro.store.RunWrite write) {
    try {
      get(store.runs().write(write));
      return "done";
    } catch (CompletionException refused) {
      return refused.getCause() instanceof StaleEpochException ? "stale" : refused.toString();
    }
  }

  String find(String id) {
    return get(store.runs().find(RunId.of(id)))
        .map(run -> run.epoch() + " " + run.owner().isPresent() + " " + run.end().isPresent())
        .orElse("none");
  }
}
