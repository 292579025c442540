package io.maestro.samples.lab.kind;

import io.maestro.samples.lab.rule.Rule;

/**
 * A rule that is trusted to work in a regime.
 *
 * @param inFavour in how many stretches of the regime it gained
 * @param against in how many it lost
 * @param confidence how far it is trusted, 0 to 1
 */
public record Trusted(Rule rule, int inFavour, int against, double confidence) {}
