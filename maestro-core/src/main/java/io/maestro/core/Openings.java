package io.maestro.core;

import io.maestro.codec.Codec;
import io.maestro.core.concurrent.SystemTime;
import io.maestro.core.concurrent.Workers;
import io.maestro.core.knowledge.GuardedKnowledge;
import io.maestro.core.knowledge.StoredKnowledge;
import io.maestro.core.log.Logs;
import io.maestro.knowledge.KnowledgeStore;
import io.maestro.knowledge.KnowledgeStoreContext;
import io.maestro.knowledge.KnowledgeStoreFactory;
import io.maestro.log.RunLog;
import io.maestro.store.StateStore;
import io.maestro.store.StateStoreFactory;
import io.maestro.store.StoreContext;
import io.maestro.store.StoreSignals;
import io.maestro.time.TimeSource;
import java.util.Optional;
import java.util.concurrent.Executor;

/** What a maestro stands on and how each of it is come by: given by the host, or opened. */
record Openings(
    StateStoreFactory store,
    Optional<KnowledgeStoreFactory> knowledge,
    Optional<Codec> codec,
    Optional<Executor> executor,
    Optional<TimeSource> time) {

  /** Opens it, in the order in which one needs another; what is opened is added to be closed. */
  Foundation open(Parts parts, StoreSignals signals, OpenThings open) {
    RunLog log = Logs.ofMaestro(parts.log());
    TimeSource clock = time.orElseGet(() -> open.add(new SystemTime("maestro", log::error)));
    Workers workers = open.add(workers(parts));
    StateStore opened =
        open.add(
            store.open(
                new StoreContext(
                    clock, workers, log, signals, parts.config().finishedRetention())));
    Codec payloads = codec.orElseGet(opened::defaultCodec);
    KnowledgeStore known =
        open.add(
            knowledge
                .map(factory -> factory.open(new KnowledgeStoreContext(clock, workers, log)))
                .orElseGet(
                    () ->
                        new StoredKnowledge(
                            opened.documents(), payloads, parts.config().limits(), clock)));
    return new Foundation(
        parts, clock, workers, opened, payloads, new GuardedKnowledge(known), open);
  }

  private Workers workers(Parts parts) {
    return executor
        .map(Workers::of)
        .orElseGet(
            () ->
                Workers.own(
                    "maestro",
                    parts.config().workers(),
                    2 * parts.config().limits().maxLiveRuns()));
  }
}
