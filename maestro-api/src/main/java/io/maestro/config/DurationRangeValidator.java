package io.maestro.config;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Checks a {@link DurationRange}. Created by the validation provider. */
public final class DurationRangeValidator implements ConstraintValidator<DurationRange, Duration> {
  private Duration min = Duration.ZERO;
  private Duration max = Duration.ZERO;

  /** Creates the validator; called by the validation provider. */
  public DurationRangeValidator() {}

  @Override
  public void initialize(DurationRange range) {
    min = Duration.parse(range.min());
    max = Duration.parse(range.max());
  }

  @Override
  public boolean isValid(@Nullable Duration value, ConstraintValidatorContext context) {
    return value == null || (value.compareTo(min) >= 0 && value.compareTo(max) <= 0);
  }
}
