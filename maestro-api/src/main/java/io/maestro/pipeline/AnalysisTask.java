package io.maestro.pipeline;

import static java.util.Objects.requireNonNull;

import io.maestro.strategy.Research;

/**
 * What is to be analysed.
 *
 * @param request what was asked for
 * @param research what was found
 * @param <R> the type of the research's data
 */
public record AnalysisTask<R>(ResearchTask request, Research<R> research) {
  /** Checks the parts. */
  public AnalysisTask {
    requireNonNull(request, "request");
    requireNonNull(research, "research");
  }

  /** Returns the research's data. */
  public R data() {
    return research.data();
  }
}
