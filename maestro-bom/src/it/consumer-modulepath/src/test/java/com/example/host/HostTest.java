package com.example.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.maestro.config.PlaceholderConfig;
import io.maestro.testkit.PlaceholderExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PlaceholderExtension.class)
class HostTest {
  @Test
  void worksWithThePublishedArtifacts() {
    assertEquals(1, Host.mistakes(0));
  }

  @Test
  void runsWhereItSaysItRuns() {
    assertEquals(true, Host.class.getModule().isNamed());
    assertEquals(true, PlaceholderConfig.class.getModule().isNamed());
  }
}
