package io.maestro.testkit.tck;

import static io.maestro.store.DocumentStore.ABSENT;
import static io.maestro.testkit.tck.Stages.failure;
import static io.maestro.testkit.tck.Stages.get;
import static io.maestro.testkit.tck.Stages.refusal;
import static io.maestro.testkit.tck.Words.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.run.Page;
import io.maestro.store.Document;
import io.maestro.store.DocumentKey;
import io.maestro.store.DocumentStore;
import io.maestro.store.VersionConflictException;
import io.maestro.testkit.Proves;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Versioned documents, compare-and-set. */
abstract class DocumentRules {
  private static final DocumentKey KEY = new DocumentKey("things", "one");

  private static void assertConflict(long expected, long actual, Throwable failure) {
    var conflict = assertInstanceOf(VersionConflictException.class, failure);
    assertEquals(
        List.of(expected, actual),
        List.of(conflict.expected(), conflict.actual()),
        "the versions that the conflict names: expected, actual");
  }

  private static String read(DocumentStore documents) {
    return get(documents.read(KEY)).map(Words::of).orElse("none");
  }

  /**
   * A write under another version than the one there is refused with both, and changes nothing.
   *
   * <p>If this fails, look at whether the version is part of the condition of the very statement
   * that writes, and at what is told when no row was changed.
   */
  @Test
  @Proves({"17.1", "17.2"})
  void required02_write_underAnotherVersion_isRefusedAndChangesNothing(TckStore store) {
    DocumentStore documents = store.documents();

    assertConflict(1, 0, failure(documents.write(KEY, 1, text("early"))));
    assertEquals("none", read(documents), "after a write that was refused");
    assertEquals(1, get(documents.write(KEY, ABSENT, text("first"))));
    assertEquals(2, get(documents.write(KEY, 1, text("second"))));
    assertConflict(1, 2, failure(documents.write(KEY, 1, text("late"))));
    assertConflict(3, 2, failure(documents.write(KEY, 3, text("early"))));
    assertConflict(0, 2, failure(documents.write(KEY, ABSENT, text("again"))));
    assertEquals("things/one v2 second", read(documents), "after writes that were refused");
  }

  /**
   * A deletion is compare-and-set too; the next document under the key begins at version 1.
   *
   * <p>If this fails, look at whether a deleted document leaves its version behind.
   */
  @Test
  @Proves("17.2")
  void required02_delete_underItsVersionAlone_letsTheNextOneBeginAnew(TckStore store) {
    DocumentStore documents = store.documents();
    get(documents.write(KEY, ABSENT, text("first")));
    get(documents.write(KEY, 1, text("second")));

    assertConflict(1, 2, failure(documents.delete(KEY, 1)));
    assertEquals("things/one v2 second", read(documents), "after a deletion that was refused");
    get(documents.delete(KEY, 2));
    assertEquals("none", read(documents), "after the deletion");
    assertConflict(2, 0, failure(documents.delete(KEY, 2)));
    assertEquals(1, get(documents.write(KEY, ABSENT, text("anew"))));
  }

  /**
   * A read sees what was written before it began.
   *
   * <p>If this fails, look at caches, at reads from a replica, and at stages that complete before
   * the transaction has.
   */
  @Test
  @Proves("17.17")
  void required17_read_afterAWrite_seesIt(TckStore store) {
    DocumentStore documents = store.documents();
    for (int version = 0; version < 100; version++) {
      get(documents.write(KEY, version, text("value " + version)));

      assertEquals("things/one v" + (version + 1) + " value " + version, read(documents));
    }
    assertEquals("[one] false", page(documents, "things", Optional.empty(), 1));
  }

  /**
   * A collection is listed by id, in the order of the characters' codes, in pages that say whether
   * there is more.
   *
   * <p>If this fails, look at the collation of the column: capitals come before small letters, and
   * {@code -} before {@code .} and digits.
   */
  @Test
  @Proves({"17.3", "12.8"})
  void required03_list_inPages_isByIdAndOfOneCollection(TckStore store) {
    DocumentStore documents = store.documents();
    for (String id : List.of("d", "b", "B", "a", "a-b", "a.b", "a0", "c")) {
      get(documents.write(new DocumentKey("m", id), ABSENT, text(id)));
    }
    get(documents.write(new DocumentKey("l", "z"), ABSENT, text("before")));
    get(documents.write(new DocumentKey("n", "a"), ABSENT, text("after")));

    assertEquals("[B, a] true", page(documents, "m", Optional.empty(), 2));
    assertEquals("[a-b, a.b, a0] true", page(documents, "m", Optional.of("a"), 3));
    assertEquals("[b, c, d] false", page(documents, "m", Optional.of("a0"), 3));
    assertEquals("[d] false", page(documents, "m", Optional.of("c"), 1_000));
    assertEquals("[] false", page(documents, "m", Optional.of("d"), 1_000));
    assertEquals("[c] true", page(documents, "m", Optional.of("bb"), 1), "after one that is gone");
    assertEquals("[] false", page(documents, "o", Optional.empty(), 1));
  }

  /**
   * A page holds 1 to 1,000 documents; another size is an illegal argument.
   *
   * <p>If this fails, look at whether the limit is checked before anything is asked.
   */
  @Test
  @Proves("12.8")
  void required03_list_ofAnImpossibleSize_isRefused(TckStore store) {
    for (int limit : new int[] {-1, 0, 1_001}) {
      Throwable refusal = refusal(() -> store.documents().list("m", Optional.empty(), limit));

      assertTrue(refusal instanceof IllegalArgumentException, limit + ": " + refusal);
    }
  }

  private static String page(
      DocumentStore documents, String collection, Optional<String> after, int limit) {
    Page<Document> page = get(documents.list(collection, after, limit));
    return page.items().stream().map(found -> found.key().id()).toList() + " " + page.more();
  }
}
