package io.maestro.pipeline;

import static java.util.Objects.requireNonNull;

import io.maestro.metric.Metrics;
import io.maestro.strategy.Analysis;
import io.maestro.strategy.Draft;
import io.maestro.strategy.Optimized;
import io.maestro.strategy.Research;
import io.maestro.strategy.Trial;
import java.util.List;
import java.util.Optional;

/**
 * A strategy before its checks, with everything that led to it.
 *
 * @param request what was asked for
 * @param research what was found
 * @param analysis how it is read
 * @param draft the strategy as it was first thought of
 * @param optimized what the optimization chose
 * @param following the version that it is to follow; empty if it follows none, or if that one is
 *     gone, which {@link #request()} tells apart
 * @param <R> the type of the research's data
 * @param <A> the type of the analysis's view
 * @param <S> the type of the specification
 */
public record Candidate<R, A, S>(
    ResearchTask request,
    Research<R> research,
    Analysis<A> analysis,
    Draft<S> draft,
    Optimized<S> optimized,
    Optional<Predecessor<S>> following) {
  /** Checks the parts. */
  public Candidate {
    requireNonNull(request, "request");
    requireNonNull(research, "research");
    requireNonNull(analysis, "analysis");
    requireNonNull(draft, "draft");
    requireNonNull(optimized, "optimized");
    requireNonNull(following, "following");
  }

  /** Returns the specification to judge. */
  public S spec() {
    return optimized.spec();
  }

  /** Returns what it is expected to achieve. */
  public Metrics metrics() {
    return optimized.expected();
  }

  /** Returns every trial that was made on the way. */
  public List<Trial<S>> trials() {
    return optimized.trials();
  }
}
