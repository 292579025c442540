package io.maestro.store;

/**
 * Opens a state store: what a host gives to the builder, so that the engine opens and closes it.
 */
@FunctionalInterface
public interface StateStoreFactory {
  /**
   * Opens the store.
   *
   * @param context what the engine lends it for its whole life
   * @throws StoreException if it can't be opened; nothing may be left open then
   */
  StateStore open(StoreContext context);
}
