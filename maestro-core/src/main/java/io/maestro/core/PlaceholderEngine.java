package io.maestro.core;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.maestro.config.PlaceholderConfig;
import jakarta.validation.Validation;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stands where the engine will be, and uses each of the five dependencies once. */
public final class PlaceholderEngine {
  private static final Logger LOG = LoggerFactory.getLogger(PlaceholderEngine.class);

  private final Cache<Integer, Integer> mistakesByLimit =
      Caffeine.newBuilder().maximumSize(10).build();

  private PlaceholderEngine() {}

  /**
   * Makes an engine.
   *
   * @return a new one
   */
  public static PlaceholderEngine create() {
    return new PlaceholderEngine();
  }

  /**
   * Counts what is wrong with a configuration.
   *
   * @param config what to look at
   * @return the number of mistakes
   */
  public int mistakes(PlaceholderConfig config) {
    return mistakesByLimit.get(config.limit(), limit -> validate(config));
  }

  private static int validate(PlaceholderConfig config) {
    try (var factory =
        Validation.byProvider(HibernateValidator.class)
            .configure()
            // The default one needs an expression language, which is not among the dependencies.
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory()) {
      var violations = factory.getValidator().validate(config);
      LOG.debug("{} mistakes", violations.size());
      return violations.size();
    }
  }
}
