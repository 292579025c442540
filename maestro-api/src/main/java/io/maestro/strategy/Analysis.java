package io.maestro.strategy;

import static java.util.Objects.requireNonNull;

import io.maestro.metric.Metrics;
import java.util.Optional;

/**
 * How the analysis reads the research.
 *
 * @param view the host's payload
 * @param context a name for the circumstances, by which knowledge is found again; may be empty
 * @param statistics what was measured on the way
 * @param <A> the type of the host's payload
 */
public record Analysis<A>(A view, String context, Metrics statistics)
    implements Decision<Analysis<A>> {
  /** Checks the parts. */
  public Analysis {
    requireNonNull(view, "view");
    requireNonNull(context, "context");
    requireNonNull(statistics, "statistics");
  }

  /** Returns an analysis that consists of its view. */
  public static <A> Analysis<A> of(A view) {
    return new Analysis<>(view, "", Metrics.none());
  }

  /** Returns this analysis with a name for the circumstances. */
  public Analysis<A> in(String circumstances) {
    return new Analysis<>(view, circumstances, statistics);
  }

  /** Returns this analysis with its statistics. */
  public Analysis<A> measuring(Metrics measured) {
    return new Analysis<>(view, context, measured);
  }

  @Override
  public Optional<Analysis<A>> envelope() {
    return Optional.of(this);
  }

  @Override
  public String reason() {
    return "";
  }
}
