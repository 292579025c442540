package io.maestro.samples.lab;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LabMainTest {
  @Test
  void usageNamesTheJar() {
    assertTrue(LabMain.usage().contains("strategy-lab.jar"));
  }
}
