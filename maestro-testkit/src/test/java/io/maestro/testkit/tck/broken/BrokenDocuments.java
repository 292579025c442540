package io.maestro.testkit.tck.broken;

import static io.maestro.testkit.tck.broken.Broken.documents;
import static io.maestro.testkit.tck.broken.PassingRuns.done;
import static io.maestro.testkit.tck.broken.PassingRuns.now;

import io.maestro.codec.Codec;
import io.maestro.codec.EncodedPayload;
import io.maestro.codec.Payload;
import io.maestro.run.Page;
import io.maestro.store.Document;
import io.maestro.store.DocumentKey;
import io.maestro.store.DocumentStore;
import io.maestro.store.VersionConflictException;
import io.maestro.testkit.tck.Turns;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Stores whose documents are wrong. */
final class BrokenDocuments {
  private BrokenDocuments() {}

  static Stream<Broken> all() {
    return Stream.of(
        documents("ignores versions", "required02_write", "did not fail", LostUpdate::new),
        documents("deletes any version", "required02_delete", "did not fail", DeletesAny::new),
        documents("tells no conflict", "required02_write", "did not fail", Swallowing::new),
        documents(
            "looks, then writes", "required35_write_byMany", "counters/one", LookThenWrite::new),
        documents("reads from a cache", "required17_read", "value", Cached::new),
        documents("reads none as some", "required02_write", "refused", AbsentAsEmpty::new),
        documents("folds case", "required26_names", "", CaseFolding::new),
        documents("cuts names", "required26_names", "", CuttingNames::new),
        documents("has always more", "required03_list_inPages", "false", AlwaysMore::new),
        documents("sorts as people do", "required03_list_inPages", "[B, a]", HumanOrder::new),
        documents("takes any size", "required03_list_ofAn", "did not fail", AnySize::new),
        documents("cuts payloads", "required26_payloads_ofAny", "of 1048576", CuttingPayloads::new),
        documents("forgets the form", "required26_payloads_keep", "some", Reencoding::new));
  }

  private static final class LostUpdate extends PassingDocuments {
    LostUpdate(Supplier<DocumentStore> documents) {
      super(documents);
    }

    @Override
    public CompletionStage<Long> write(DocumentKey key, long expected, Payload content) {
      long version = now(read(key)).map(Document::version).orElse(ABSENT);
      return super.write(key, version, content);
    }
  }

  private static final class DeletesAny extends PassingDocuments {
    DeletesAny(Supplier<DocumentStore> documents) {
      super(documents);
    }

    @Override
    public CompletionStage<Void> delete(DocumentKey key, long expected) {
      Optional<Document> there = now(read(key));
      return there.isPresent() ? super.delete(key, there.get().version()) : PassingRuns.done();
    }
  }

  private static final class Swallowing extends PassingDocuments {
    Swallowing(Supplier<DocumentStore> documents) {
      super(documents);
    }

    @Override
    public CompletionStage<Long> write(DocumentKey key, long expected, Payload content) {
      return super.write(key, expected, content).exceptionally(conflict -> expected + 1);
    }
  }

  private static final class LookThenWrite extends PassingDocuments {
    LookThenWrite(Supplier<DocumentStore> documents) {
      super(documents);
    }

    @Override
    public CompletionStage<Long> write(DocumentKey key, long expected, Payload content) {
      long actual = now(read(key)).map(Document::version).orElse(ABSENT);
      Turns.give();
      if (actual != expected) {
        return CompletableFuture.failedFuture(new VersionConflictException(key, expected, actual));
      }
      for (long version = actual; ; version++) {
        try {
          now(super.write(key, version, content));
          return done(expected + 1);
        } catch (RuntimeException beaten) {
          // over what was written in between
        }
      }
    }
  }

  private static final class Cached extends PassingDocuments {
    private final Map<DocumentKey, Optional<Document>> cache = new ConcurrentHashMap<>();

    Cached(Supplier<DocumentStore> documents) {
      super(documents);
    }

    @Override
    public CompletionStage<Optional<Document>> read(DocumentKey key) {
      return done(cache.computeIfAbsent(key, first -> now(super.read(key))));
    }
  }

  private static final class AbsentAsEmpty extends PassingDocuments {
    AbsentAsEmpty(Supplier<DocumentStore> documents) {
      super(documents);
    }

    @Override
    public CompletionStage<Optional<Document>> read(DocumentKey key) {
      return super.read(key)
          .thenApply(there -> there.or(() -> Optional.of(new Document(key, 1, Payload.none()))));
    }
  }

  private static final class CaseFolding extends PassingDocuments {
    CaseFolding(Supplier<DocumentStore> documents) {
      super(documents);
    }

    @Override
    public CompletionStage<Optional<Document>> read(DocumentKey key) {
      return super.read(folded(key));
    }

    @Override
    public CompletionStage<Long> write(DocumentKey key, long expected, Payload content) {
      return super.write(folded(key), expected, content);
    }

    private static DocumentKey folded(DocumentKey key) {
      return new DocumentKey(
          key.collection().toLowerCase(Locale.ROOT), key.id().toLowerCase(Locale.ROOT));
    }
  }

  private static final class CuttingNames extends PassingDocuments {
    CuttingNames(Supplier<DocumentStore> documents) {
      super(documents);
    }

    @Override
    public CompletionStage<Optional<Document>> read(DocumentKey key) {
      return super.read(cut(key));
    }

    @Override
    public CompletionStage<Long> write(DocumentKey key, long expected, Payload content) {
      return super.write(cut(key), expected, content);
    }

    private static DocumentKey cut(DocumentKey key) {
      return new DocumentKey(cut(key.collection()), cut(key.id()));
    }

    private static String cut(String name) {
      return name.substring(0, Math.min(190, name.length()));
    }
  }

  private static final class AlwaysMore extends PassingDocuments {
    AlwaysMore(Supplier<DocumentStore> documents) {
      super(documents);
    }

    @Override
    public CompletionStage<Page<Document>> list(
        String collection, Optional<String> after, int limit) {
      return super.list(collection, after, limit)
          .thenApply(page -> new Page<>(page.items(), page.items().size() == limit));
    }
  }

  private static final class HumanOrder extends PassingDocuments {
    HumanOrder(Supplier<DocumentStore> documents) {
      super(documents);
    }

    @Override
    public CompletionStage<Page<Document>> list(
        String collection, Optional<String> after, int limit) {
      List<Document> all =
          now(super.list(collection, Optional.empty(), 1_000)).items().stream()
              .sorted(Comparator.comparing(d -> d.key().id().toLowerCase(Locale.ROOT)))
              .filter(d -> after.isEmpty() || d.key().id().compareToIgnoreCase(after.get()) > 0)
              .toList();
      return done(new Page<>(all.subList(0, Math.min(limit, all.size())), all.size() > limit));
    }
  }

  private static final class AnySize extends PassingDocuments {
    AnySize(Supplier<DocumentStore> documents) {
      super(documents);
    }

    @Override
    public CompletionStage<Page<Document>> list(
        String collection, Optional<String> after, int limit) {
      return super.list(collection, after, Math.max(1, Math.min(1_000, limit)));
    }
  }

  private static final class CuttingPayloads extends PassingDocuments {
    CuttingPayloads(Supplier<DocumentStore> documents) {
      super(documents);
    }

    @Override
    public CompletionStage<Long> write(DocumentKey key, long expected, Payload content) {
      if (content.isLive()) {
        return super.write(key, expected, content);
      }
      EncodedPayload whole = content.encoded(Codec.liveObjects());
      byte[] cut = Arrays.copyOf(whole.bytes(), Math.min(65_535, whole.size()));
      return super.write(
          key,
          expected,
          Payload.of(new EncodedPayload(whole.codec(), whole.type(), whole.version(), cut)));
    }
  }

  private static final class Reencoding extends PassingDocuments {
    Reencoding(Supplier<DocumentStore> documents) {
      super(documents);
    }

    @Override
    public CompletionStage<Long> write(DocumentKey key, long expected, Payload content) {
      if (content.isLive() || content.isNone()) {
        return super.write(key, expected, content);
      }
      EncodedPayload whole = content.encoded(Codec.liveObjects());
      return super.write(
          key, expected, Payload.of(new EncodedPayload("json", whole.type(), 1, whole.bytes())));
    }
  }
}
