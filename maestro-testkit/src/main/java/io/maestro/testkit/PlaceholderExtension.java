package io.maestro.testkit;

import io.maestro.config.PlaceholderConfig;
import io.maestro.core.PlaceholderEngine;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Stands where the JUnit extension will be. */
public final class PlaceholderExtension implements BeforeEachCallback {
  /** Makes one; JUnit does it for {@code @ExtendWith}. */
  public PlaceholderExtension() {}

  @Override
  public void beforeEach(ExtensionContext context) {
    if (PlaceholderEngine.create().mistakes(new PlaceholderConfig(1, null)) != 0) {
      throw new IllegalStateException("a good configuration was refused");
    }
  }
}
