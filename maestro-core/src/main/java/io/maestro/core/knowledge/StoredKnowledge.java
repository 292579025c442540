package io.maestro.core.knowledge;

import io.maestro.codec.Codec;
import io.maestro.codec.Payload;
import io.maestro.codec.TypeToken;
import io.maestro.config.RunLimits;
import io.maestro.error.ClosedException;
import io.maestro.error.LimitExceededException;
import io.maestro.knowledge.Dossier;
import io.maestro.knowledge.Evidence;
import io.maestro.knowledge.KnowledgeBundle;
import io.maestro.knowledge.KnowledgeQuery;
import io.maestro.knowledge.KnowledgeStore;
import io.maestro.knowledge.Lesson;
import io.maestro.knowledge.Subject;
import io.maestro.store.Document;
import io.maestro.store.DocumentKey;
import io.maestro.store.DocumentStore;
import io.maestro.store.VersionConflictException;
import io.maestro.time.TimeSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Knowledge among the documents of a state store: a collection for each kind, a document for each
 * subject, written by compare-and-set. Thread-safe.
 */
public final class StoredKnowledge implements KnowledgeStore {
  /** More writers than this on one subject at one moment is no accident. */
  private static final int MAX_CONFLICTS = 200;

  private static final TypeToken<Dossier> DOSSIER = TypeToken.of(Dossier.class);

  private final DocumentStore documents;
  private final Codec codec;
  private final RunLimits limits;
  private final TimeSource time;
  private volatile boolean closed;

  /** Makes the base over a store's documents, which it does not close. */
  public StoredKnowledge(DocumentStore documents, Codec codec, RunLimits limits, TimeSource time) {
    this.documents = documents;
    this.codec = codec;
    this.limits = limits;
    this.time = time;
  }

  @Override
  public CompletableFuture<Evidence> record(Lesson lesson) {
    return record(lesson, UUID.randomUUID().toString(), 0);
  }

  private CompletableFuture<Evidence> record(Lesson lesson, String newId, int conflicts) {
    checkOpen();
    DocumentKey key = new DocumentKey(collection(lesson.subject().kind()), lesson.subject().key());
    return documents
        .read(key)
        .toCompletableFuture()
        .thenCompose(found -> add(lesson, newId, key, found))
        .exceptionallyCompose(
            failure ->
                causeOf(failure) instanceof VersionConflictException && conflicts < MAX_CONFLICTS
                    ? record(lesson, newId, conflicts + 1) // somebody else has learnt something
                    : CompletableFuture.failedFuture(causeOf(failure)));
  }

  private CompletableFuture<Evidence> add(
      Lesson lesson, String newId, DocumentKey key, Optional<Document> found) {
    Dossier before = found.map(this::dossier).orElseGet(() -> Dossier.on(lesson.subject()));
    Evidence piece = lesson.recorded(newId, time.now());
    Optional<Evidence> known = before.find(piece.id());
    return known
        .map(CompletableFuture::completedFuture)
        .orElseGet(
            () ->
                documents
                    .write(
                        key,
                        found.map(Document::version).orElse(DocumentStore.ABSENT),
                        payload(before.with(piece)))
                    .toCompletableFuture()
                    .thenApply(written -> piece));
  }

  private Payload payload(Dossier dossier) {
    Payload payload = Payload.of(dossier, DOSSIER).asStored(codec);
    if (codec != Codec.liveObjects()) { // live objects have no size, and never leave the process
      int size = payload.encoded(codec).size();
      if (size > limits.maxPayloadBytes()) {
        throw new LimitExceededException(
            "limits.maxPayloadBytes",
            limits.maxPayloadBytes(),
            size,
            "what is known about " + dossier.subject());
      }
    }
    return payload;
  }

  @Override
  public CompletableFuture<KnowledgeBundle> query(KnowledgeQuery query) {
    checkOpen();
    Answer answer = new Answer(query, time.now());
    return dossiers(query, answer).thenApply(done -> answer.bundle());
  }

  private CompletableFuture<Void> dossiers(KnowledgeQuery query, Answer answer) {
    if (query.context().isPresent() && query.name().isPresent()) {
      Subject subject = new Subject(query.kind(), query.context().get(), query.name().get());
      return documents
          .read(new DocumentKey(collection(query.kind()), subject.key()))
          .thenAccept(found -> found.ifPresent(document -> answer.add(dossier(document))))
          .toCompletableFuture();
    }
    return new Listing(documents, collection(query.kind()), query.context())
        .forEach(document -> answer.add(dossier(document)));
  }

  private Dossier dossier(Document document) {
    return document.value(DOSSIER, codec);
  }

  private static String collection(String kind) {
    return "knowledge/" + kind;
  }

  private static Throwable causeOf(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause == null ? failure : cause;
  }

  private void checkOpen() {
    if (closed) {
      throw new ClosedException("the knowledge base");
    }
  }

  @Override
  public void close() {
    closed = true; // the documents belong to the store
  }
}
