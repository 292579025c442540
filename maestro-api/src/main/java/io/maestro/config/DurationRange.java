package io.maestro.config;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** Says that a duration lies in a range, both ends included. */
@Documented
@Target(FIELD)
@Retention(RUNTIME)
@Constraint(validatedBy = DurationRangeValidator.class)
public @interface DurationRange {
  /** Returns the shortest duration, in ISO-8601. */
  String min();

  /** Returns the longest duration, in ISO-8601. */
  String max();

  /** Returns the message. */
  String message() default "must be between {min} and {max}";

  /** Returns the groups. */
  Class<?>[] groups() default {};

  /** Returns the payload. */
  Class<? extends Payload>[] payload() default {};
}
