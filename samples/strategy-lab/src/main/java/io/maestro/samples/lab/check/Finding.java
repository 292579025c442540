package io.maestro.samples.lab.check;

/**
 * What one check found.
 *
 * @param id the check's name
 * @param observed the figure that was judged; NaN if there is none
 * @param threshold the limit it was held against
 * @param message the same in words
 */
public record Finding(String id, Verdict verdict, double observed, double threshold, String message) {}
