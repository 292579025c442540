package io.maestro.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RunOutcomeTest {
  private static final Failure FAILURE =
      new Failure(Failure.Kind.STEP, "sign", 6, "IOException", "no pen");

  @Test
  void fold_eachCase_callsItsFunctionOnly() {
    assertEquals("value", told(new RunOutcome.Completed<>("value")));
    assertEquals("no pen", told(new RunOutcome.Failed<>(FAILURE)));
    assertEquals("sold", told(new RunOutcome.Cancelled<>("sold")));
  }

  @Test
  void value_onlyOfACompletedRun_isThere() {
    assertEquals(Optional.of("value"), new RunOutcome.Completed<>("value").value());
    assertEquals(Optional.empty(), new RunOutcome.Failed<String>(FAILURE).value());
    assertEquals(Optional.empty(), new RunOutcome.Cancelled<String>("sold").value());
  }

  @Test
  void failure_longOrMissingMessage_isShortAndThere() {
    Failure endless = Failure.of(Failure.Kind.STEP, "s", 1, new Exception("x".repeat(9_999)));

    assertTrue(endless.message().length() <= 4_003);
    assertEquals("Exception", Failure.of(Failure.Kind.STEP, "s", 1, new Exception()).message());
  }

  private static String told(RunOutcome<String> outcome) {
    return outcome.fold(value -> value, Failure::message, reason -> reason);
  }
}
