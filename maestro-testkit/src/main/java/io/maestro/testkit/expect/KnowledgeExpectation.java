package io.maestro.testkit.expect;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.maestro.knowledge.Knowledge;
import io.maestro.knowledge.KnowledgeBundle;
import java.util.List;

/**
 * An answer of a knowledge base, compared with what a test expects. Each method takes all names
 * that are expected, in the order of the answer, and fails the test if they are others.
 */
public final class KnowledgeExpectation {
  private final KnowledgeBundle found;

  /** Creates the comparison with an answer. */
  public KnowledgeExpectation(KnowledgeBundle found) {
    this.found = requireNonNull(found, "found");
  }

  /** Fails unless these subjects worked and no other did. */
  public KnowledgeExpectation worked(String... names) {
    return same("worked", found.worked(), names);
  }

  /** Fails unless these subjects failed and no other did. */
  public KnowledgeExpectation failed(String... names) {
    return same("failed", found.failed(), names);
  }

  /** Fails unless these subjects are open and no other is. */
  public KnowledgeExpectation open(String... names) {
    return same("open", found.open(), names);
  }

  /** Fails unless these subjects are exhausted and no other is. */
  public KnowledgeExpectation exhausted(String... names) {
    return same("exhausted", found.exhausted(), names);
  }

  /** Fails unless nothing is known. */
  public KnowledgeExpectation nothing() {
    return same("known", found.items());
  }

  private KnowledgeExpectation same(String what, List<Knowledge> items, String... names) {
    assertEquals(
        List.of(names),
        items.stream().map(item -> item.subject().name()).toList(),
        () -> what + ", of " + found);
    return this;
  }
}
