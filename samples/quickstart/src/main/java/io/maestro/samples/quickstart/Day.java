package io.maestro.samples.quickstart;

/** How many cups were sold at what price on one day. */
record Day(int cents, int cups) {}
