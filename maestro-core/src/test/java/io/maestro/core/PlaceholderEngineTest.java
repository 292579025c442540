package io.maestro.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.maestro.config.PlaceholderConfig;
import org.junit.jupiter.api.Test;

class PlaceholderEngineTest {
  @Test
  void findsTheMistakeInAConfiguration() {
    var engine = PlaceholderEngine.create();

    assertEquals(1, engine.mistakes(new PlaceholderConfig(0, null)));
    assertEquals(0, engine.mistakes(new PlaceholderConfig(1, null)));
  }
}
