package io.maestro.samples.lab.report;

import io.maestro.samples.lab.check.Finding;
import io.maestro.samples.lab.check.Verdict;

/**
 * What one check said of a rule.
 *
 * @param id the check's name
 * @param observed the figure that was judged; NaN if there is none
 * @param threshold the limit it was held against; NaN if there is none
 * @param message why, in words
 */
public record Answer(
    String id, Verdict verdict, double observed, double threshold, String message) {
  /** What a finding says. */
  public static Answer of(Finding finding) {
    return new Answer(
        finding.id(),
        finding.verdict(),
        finding.observed(),
        finding.threshold(),
        finding.message());
  }
}
