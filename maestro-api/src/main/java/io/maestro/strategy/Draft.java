package io.maestro.strategy;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A strategy as it was first thought of, before it is optimized.
 *
 * @param spec the host's specification
 * @param rationale why it should work, may be empty
 * @param <S> the type of the host's specification
 */
public record Draft<S>(S spec, String rationale) implements Decision<Draft<S>> {
  /** Checks the parts. */
  public Draft {
    requireNonNull(spec, "spec");
    requireNonNull(rationale, "rationale");
  }

  /** Returns a draft without a rationale. */
  public static <S> Draft<S> of(S spec) {
    return new Draft<>(spec, "");
  }

  /** Returns this draft with why it should work. */
  public Draft<S> because(String why) {
    return new Draft<>(spec, why);
  }

  @Override
  public Optional<Draft<S>> envelope() {
    return Optional.of(this);
  }

  @Override
  public String reason() {
    return "";
  }
}
