package io.maestro.knowledge;

/**
 * Opens a place for knowledge: what a host gives to the builder, so that the maestro opens and
 * closes it.
 */
@FunctionalInterface
public interface KnowledgeStoreFactory {
  /**
   * Opens the store.
   *
   * @param context what the maestro lends it for its whole life
   * @throws io.maestro.store.StoreException if it can't be opened; nothing may be left open then
   */
  KnowledgeStore open(KnowledgeStoreContext context);
}
