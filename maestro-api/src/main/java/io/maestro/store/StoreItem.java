package io.maestro.store;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** One thing that a store keeps, as exports give and restores take it. */
public sealed interface StoreItem {
  /**
   * A document.
   *
   * @param document the document with its version
   */
  record OfDocument(Document document) implements StoreItem {
    /** Checks that there is a document. */
    public OfDocument {
      requireNonNull(document, "document");
    }
  }

  /**
   * A run with all that belongs to it.
   *
   * @param run the run
   * @param journal its steps, in the order in which they were first recorded
   * @param letters its inbox, oldest first
   */
  record OfRun(RunRecord run, List<StepRecord> journal, List<Letter> letters) implements StoreItem {
    /** Copies the lists. */
    public OfRun {
      requireNonNull(run, "run");
      journal = List.copyOf(journal);
      letters = List.copyOf(letters);
    }
  }
}
