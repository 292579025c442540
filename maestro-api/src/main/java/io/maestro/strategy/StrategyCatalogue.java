package io.maestro.strategy;

import io.maestro.codec.TypeToken;
import io.maestro.run.Page;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Every version of every strategy that a maestro's store knows, for reading. Thread-safe. */
public interface StrategyCatalogue {
  /**
   * Returns one version, or empty if there is none.
   *
   * @param spec the type of the specification
   */
  <S> CompletableFuture<Optional<Strategy<S>>> find(StrategyRef ref, TypeToken<S> spec);

  /** Returns one version; see {@link #find(StrategyRef, TypeToken)}. */
  default <S> CompletableFuture<Optional<Strategy<S>>> find(StrategyRef ref, Class<S> spec) {
    return find(ref, TypeToken.of(spec));
  }

  /**
   * Returns the latest version of a strategy, whether it passed or not, or empty if there is none.
   */
  <S> CompletableFuture<Optional<Strategy<S>>> latest(String kind, String name, TypeToken<S> spec);

  /** Returns the latest version; see {@link #latest(String, String, TypeToken)}. */
  default <S> CompletableFuture<Optional<Strategy<S>>> latest(
      String kind, String name, Class<S> spec) {
    return latest(kind, name, TypeToken.of(spec));
  }

  /**
   * Lists the versions of a strategy, from the first.
   *
   * @param afterVersion the version after which the page starts, 0 for the first page
   * @param limit 1 to 1,000
   */
  CompletableFuture<Page<StrategyRef>> list(String kind, String name, int afterVersion, int limit);
}
