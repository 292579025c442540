package io.maestro.samples.lab.data;

/** Refuses the line that is being read. */
record Refusal(String file, long line) {
  BadInputException because(String reason) {
    return BadInputException.at(file, line, reason);
  }

  void unless(boolean good, String reason) {
    if (!good) {
      throw because(reason);
    }
  }
}
