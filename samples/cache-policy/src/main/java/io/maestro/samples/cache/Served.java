package io.maestro.samples.cache;

import io.maestro.metric.Metrics;
import io.maestro.metric.Observation;

/**
 * Requests that a cache has served: what an execution gives.
 *
 * @param parts in how many parts
 * @param requests how many requests
 * @param hits how many of them it could answer itself
 * @param context how long favourites lasted, in a word
 */
record Served(int parts, int requests, int hits, String context) {
  static Served nothing() {
    return new Served(0, 0, 0, "");
  }

  Served and(int moreRequests, int moreHits, String now) {
    return new Served(parts + 1, requests + moreRequests, hits + moreHits, now);
  }

  boolean isWholeDay() {
    return parts == Traffic.PARTS;
  }

  double hitRatio() {
    return requests == 0 ? 0 : (double) hits / requests;
  }

  Metrics metrics() {
    return Metrics.of(CacheKind.HIT_RATIO, hitRatio(), requests);
  }

  Observation observation() {
    return Observation.of(metrics()).in(context);
  }
}
