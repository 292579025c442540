package io.maestro.jdbc.postgres;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The names under which this store's maestro owns runs, usually one. Thread-safe. */
final class OwnNodes {
  private final Set<String> names = ConcurrentHashMap.newKeySet();

  void add(String node) {
    names.add(node);
  }

  boolean has(String node) {
    return names.contains(node);
  }
}
