package io.maestro.samples.quickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.maestro.testkit.PlaceholderExtension;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PlaceholderExtension.class)
class QuickstartTest {
  @Test
  void countsTheMistakesOfItsConfiguration() {
    IntSupplier limit = mock();
    when(limit.getAsInt()).thenReturn(0);

    assertEquals(1, Quickstart.mistakes(limit));
  }
}
