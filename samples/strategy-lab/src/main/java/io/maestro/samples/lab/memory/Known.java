package io.maestro.samples.lab.memory;

/**
 * What is known about a rule in a regime, as of the last day of the data.
 *
 * @param context the regime
 * @param subject the rule
 * @param inFavour in how many stretches of the regime it gained
 * @param against in how many it lost
 * @param confidence how far it can be trusted to work, 0 to 1, the older the less
 * @param standing what that adds up to: supported, refuted or open
 */
public record Known(
    String context,
    String subject,
    int inFavour,
    int against,
    double confidence,
    String standing) {}
