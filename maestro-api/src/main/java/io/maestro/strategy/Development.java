package io.maestro.strategy;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.function.Function;

/**
 * How a development ended: with a strategy, with a refusal, or with nothing to gain. All three are
 * answers, not failures.
 *
 * @param <S> the type of the host's specification
 */
public sealed interface Development<S> {
  /**
   * Returns what the function for this case makes of it.
   *
   * @param validated called if a strategy was accepted
   * @param rejected called if a candidate was refused
   * @param concluded called if a pipeline decided to stop
   */
  <U> U fold(
      Function<? super Validated<S>, ? extends U> validated,
      Function<? super Rejected<S>, ? extends U> rejected,
      Function<? super Concluded<S>, ? extends U> concluded);

  /** Returns the accepted strategy, or empty if there is none. */
  default Optional<Strategy<S>> strategy() {
    return fold(
        validated -> Optional.of(validated.accepted()),
        rejected -> Optional.empty(),
        concluded -> Optional.empty());
  }

  /**
   * Returns the version that was made, accepted or refused, or empty if a pipeline stopped before.
   */
  default Optional<Strategy<S>> version() {
    return fold(
        validated -> Optional.of(validated.accepted()),
        rejected -> Optional.of(rejected.candidate()),
        concluded -> Optional.empty());
  }

  /** Returns why there is no accepted strategy, in words; empty if there is one. */
  default String reason() {
    return fold(
        validated -> "",
        rejected -> String.join("; ", rejected.report().against()),
        Concluded::why);
  }

  /**
   * A candidate passed every check.
   *
   * @param accepted the new version
   * @param <S> the type of the host's specification
   */
  record Validated<S>(Strategy<S> accepted) implements Development<S> {
    /** Checks that the report passed. */
    public Validated {
      if (!accepted.report().passed()) {
        throw new IllegalArgumentException(accepted.ref() + " did not pass its checks");
      }
    }

    @Override
    public <U> U fold(
        Function<? super Validated<S>, ? extends U> validated,
        Function<? super Rejected<S>, ? extends U> rejected,
        Function<? super Concluded<S>, ? extends U> concluded) {
      return validated.apply(this);
    }
  }

  /**
   * A candidate did not pass every check. It is kept as a version, for the record and for
   * rehearsals.
   *
   * @param candidate the refused version
   * @param <S> the type of the host's specification
   */
  record Rejected<S>(Strategy<S> candidate) implements Development<S> {
    /** Checks that the report did not pass. */
    public Rejected {
      if (candidate.report().passed()) {
        throw new IllegalArgumentException(candidate.ref() + " passed its checks");
      }
    }

    /** Returns what the checks said. */
    public ValidationReport report() {
      return candidate.report();
    }

    @Override
    public <U> U fold(
        Function<? super Validated<S>, ? extends U> validated,
        Function<? super Rejected<S>, ? extends U> rejected,
        Function<? super Concluded<S>, ? extends U> concluded) {
      return rejected.apply(this);
    }
  }

  /**
   * A pipeline decided to stop.
   *
   * @param stage the stage that decided it
   * @param why its reason
   * @param <S> the type of the host's specification
   */
  record Concluded<S>(String stage, String why) implements Development<S> {
    /** Checks the parts. */
    public Concluded {
      requireNonNull(stage, "stage");
      requireNonNull(why, "why");
    }

    @Override
    public <U> U fold(
        Function<? super Validated<S>, ? extends U> validated,
        Function<? super Rejected<S>, ? extends U> rejected,
        Function<? super Concluded<S>, ? extends U> concluded) {
      return concluded.apply(this);
    }
  }
}
