package io.maestro.core.knowledge;

import io.maestro.knowledge.Subject;
import io.maestro.run.Page;
import io.maestro.store.Document;
import io.maestro.store.DocumentStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Goes through a kind's documents, page by page: all of them, or those of some circumstances, whose
 * ids begin alike and so lie side by side.
 */
final class Listing {
  private static final int PAGE = 1_000;

  private final DocumentStore documents;
  private final String collection;
  private final Optional<String> prefix;

  Listing(DocumentStore documents, String collection, Optional<String> context) {
    this.documents = documents;
    this.collection = collection;
    this.prefix = context.map(name -> Subject.contextKey(name) + "/");
  }

  CompletableFuture<Void> forEach(Consumer<Document> action) {
    return after(prefix, action);
  }

  private CompletableFuture<Void> after(Optional<String> id, Consumer<Document> action) {
    return documents
        .list(collection, id, PAGE)
        .toCompletableFuture()
        .thenCompose(
            page -> {
              List<Document> wanted = page.items().stream().filter(this::isWanted).toList();
              wanted.forEach(action);
              return page.more() && wanted.size() == page.items().size()
                  ? after(Optional.of(lastId(page)), action)
                  : CompletableFuture.completedFuture(null);
            });
  }

  private boolean isWanted(Document document) {
    return prefix.isEmpty() || document.key().id().startsWith(prefix.get());
  }

  private static String lastId(Page<Document> page) {
    return page.items().get(page.items().size() - 1).key().id();
  }
}
