package io.maestro.run;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class RunQueryTest {
  @Test
  void matches_all_wantsEveryRun() {
    assertTrue(RunQuery.all().matches("any", RunStatus.FAILED, Map.of("a", "1")));
  }

  @Test
  void matches_eachCriterion_mustHold() {
    RunQuery query =
        RunQuery.all()
            .workflow("w")
            .status(RunStatus.QUEUED, RunStatus.WAITING)
            .tag("a", "1")
            .tag("b", "2");
    Map<String, String> tags = Map.of("a", "1", "b", "2", "c", "3");

    assertTrue(query.matches("w", RunStatus.WAITING, tags));
    assertFalse(query.matches("v", RunStatus.WAITING, tags));
    assertFalse(query.matches("w", RunStatus.RUNNING, tags));
    assertFalse(query.matches("w", RunStatus.WAITING, Map.of("a", "1")));
    assertFalse(query.matches("w", RunStatus.WAITING, Map.of("a", "1", "b", "3")));
  }

  @Test
  void status_sameTwice_isThatOne() {
    RunQuery query = RunQuery.all().status(RunStatus.FAILED, RunStatus.FAILED);

    assertTrue(query.matches("w", RunStatus.FAILED, Map.of()));
    assertFalse(query.matches("w", RunStatus.QUEUED, Map.of()));
  }

  @Test
  void limit_outside1To1000_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> RunQuery.all().limit(0));
    assertThrows(IllegalArgumentException.class, () -> RunQuery.all().limit(1_001));
    assertTrue(RunQuery.all().limit(1_000).limit() == RunQuery.MAX_PAGE);
  }
}
