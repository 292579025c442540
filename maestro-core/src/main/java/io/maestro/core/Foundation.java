package io.maestro.core;

import io.maestro.codec.Codec;
import io.maestro.core.concurrent.Workers;
import io.maestro.core.knowledge.GuardedKnowledge;
import io.maestro.store.StateStore;
import io.maestro.time.TimeSource;

/** What a maestro stands on, opened; all that is to be closed is among the open things. */
record Foundation(
    Parts parts,
    TimeSource time,
    Workers workers,
    StateStore store,
    Codec codec,
    GuardedKnowledge knowledge,
    OpenThings open) {}
