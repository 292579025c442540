package io.maestro.store;

import io.maestro.run.Names;

/**
 * The identity of a document.
 *
 * @param collection 1 to 200 characters of {@code [A-Za-z0-9._:/-]}
 * @param id 1 to 200 characters of {@code [A-Za-z0-9._:/-]}, unique in the collection
 */
public record DocumentKey(String collection, String id) implements Comparable<DocumentKey> {
  /** Checks both names. */
  public DocumentKey {
    Names.check(collection, "a collection's name");
    Names.check(id, "a document's id");
  }

  @Override
  public int compareTo(DocumentKey other) {
    int byCollection = collection.compareTo(other.collection);
    return byCollection != 0 ? byCollection : id.compareTo(other.id);
  }

  @Override
  public String toString() {
    return collection + "/" + id;
  }
}
