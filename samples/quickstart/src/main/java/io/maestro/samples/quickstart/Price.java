package io.maestro.samples.quickstart;

/** What a cup costs: the strategy. */
record Price(int cents) {}
