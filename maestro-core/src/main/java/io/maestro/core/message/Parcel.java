package io.maestro.core.message;

import io.maestro.message.Envelope;

/** A message in its envelope. */
record Parcel<M>(Envelope envelope, M message) {}
