package io.maestro.testkit.store;

import static io.maestro.testkit.store.OpenStore.failure;
import static io.maestro.testkit.store.OpenStore.get;
import static io.maestro.testkit.store.OpenStore.read;
import static io.maestro.testkit.store.OpenStore.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.core.memory.InMemoryStateStore;
import io.maestro.run.Page;
import io.maestro.store.Document;
import io.maestro.store.DocumentKey;
import io.maestro.store.DocumentStore;
import io.maestro.store.VersionConflictException;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.time.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class DocumentsTest {
  @RegisterExtension final MaestroExtension extension = new MaestroExtension();
  private static final DocumentKey KEY = new DocumentKey("things", "one");

  private static void assertConflict(long expected, long actual, Throwable failure) {
    var conflict = assertInstanceOf(VersionConflictException.class, failure);
    assertEquals(List.of(expected, actual), List.of(conflict.expected(), conflict.actual()));
    String message = String.valueOf(conflict.getMessage());
    assertTrue(message.contains("version " + actual + ", not " + expected), message);
  }

  @Test
  @Proves({"17.1", "17.2"})
  void write_underAnotherVersion_isRefusedAndChangesNothing(VirtualTime time) {
    DocumentStore documents = OpenStore.on(time).documents();

    assertConflict(1, 0, failure(documents.write(KEY, 1, text("early"))));
    assertEquals(Optional.empty(), get(documents.read(KEY)));
    assertEquals(1, get(documents.write(KEY, DocumentStore.ABSENT, text("first"))));
    assertEquals(2, get(documents.write(KEY, 1, text("second"))));
    assertConflict(1, 2, failure(documents.write(KEY, 1, text("late"))));
    assertConflict(0, 2, failure(documents.write(KEY, DocumentStore.ABSENT, text("again"))));
    assertConflict(1, 2, failure(documents.delete(KEY, 1)));
    Document there = get(documents.read(KEY)).orElseThrow();
    assertEquals("second 2", read(there.content()) + " " + there.version());
  }

  @Test
  @Proves("17.2")
  void delete_underItsVersion_letsTheNextOneBeginAnew(VirtualTime time) {
    DocumentStore documents = OpenStore.on(time).documents();
    get(documents.write(KEY, DocumentStore.ABSENT, text("first")));
    get(documents.delete(KEY, 1));

    assertEquals(Optional.empty(), get(documents.read(KEY)));
    assertConflict(1, 0, failure(documents.delete(KEY, 1)));
    assertEquals(1, get(documents.write(KEY, DocumentStore.ABSENT, text("anew"))));
  }

  @Test
  @Proves("17.2")
  void write_byManyAtOnce_losesNoWrite(VirtualTime time) {
    DocumentStore documents = OpenStore.on(time).documents();
    List<CompletableFuture<Void>> writers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      writers.add(CompletableFuture.runAsync(() -> count(documents, 500), time.executor()));
    }
    writers.forEach(CompletableFuture::join);
    Document counter = get(documents.read(KEY)).orElseThrow();

    assertEquals("2000 2000", read(counter.content()) + " " + counter.version());
  }

  private static void count(DocumentStore documents, int times) {
    for (int done = 0; done < times; ) {
      Optional<Document> there = get(documents.read(KEY));
      int value = there.map(document -> Integer.parseInt(read(document.content()))).orElse(0);
      long version = there.map(Document::version).orElse(DocumentStore.ABSENT);
      try {
        get(documents.write(KEY, version, text("" + (value + 1))));
        done++;
      } catch (CompletionException conflict) {
        assertInstanceOf(VersionConflictException.class, conflict.getCause());
      }
    }
  }

  @Test
  @Proves({"17.3", "12.8"})
  void list_inPages_isByIdAndOfOneCollection(VirtualTime time) {
    DocumentStore documents = OpenStore.on(time).documents();
    for (String id : List.of("d", "b", "e", "a", "c")) {
      get(documents.write(new DocumentKey("m", id), DocumentStore.ABSENT, text(id)));
    }
    get(documents.write(new DocumentKey("l", "z"), DocumentStore.ABSENT, text("before")));
    get(documents.write(new DocumentKey("n", "a"), DocumentStore.ABSENT, text("after")));

    assertEquals("[a, b] true", page(documents, Optional.empty(), 2));
    assertEquals("[c, d] true", page(documents, Optional.of("b"), 2));
    assertEquals("[e] false", page(documents, Optional.of("d"), 2));
    assertEquals("[a, b, c, d, e] false", page(documents, Optional.empty(), 5));
    assertEquals("[] false", page(documents, Optional.of("e"), 1_000));
    for (int limit : new int[] {0, 1_001}) {
      assertThrows(
          IllegalArgumentException.class, () -> documents.list("m", Optional.empty(), limit));
    }
  }

  private static String page(DocumentStore documents, Optional<String> after, int limit) {
    Page<Document> page = get(documents.list("m", after, limit));
    return page.items().stream().map(found -> found.key().id()).toList() + " " + page.more();
  }

  @Test
  @Proves("17.1")
  void completedWrite_isThereInTheNextStoreOnTheSameContents(VirtualTime time) {
    var contents = InMemoryStateStore.retained();
    OpenStore first = OpenStore.of(contents, time);
    get(first.documents().write(KEY, DocumentStore.ABSENT, text("kept")));
    first.owned("run");
    first.store().close();
    OpenStore second = OpenStore.of(contents, time);

    assertEquals("kept", read(get(second.documents().read(KEY)).orElseThrow().content()));
    assertEquals(Optional.of(OpenStore.NODE), second.find("run").owner());
  }
}
