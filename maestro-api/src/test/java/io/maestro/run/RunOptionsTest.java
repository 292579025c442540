package io.maestro.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RunOptionsTest {
  @Test
  void changes_eachGivesACopy_andLeavesTheOld() {
    RunOptions named = RunOptions.named("one");
    RunOptions all = named.deadline(Duration.ofDays(1)).tag("b", "2").tag("a", "1").tag("b", "3");

    assertEquals(Optional.of(RunId.of("one")), all.id());
    assertEquals(Optional.of(Duration.ofDays(1)), all.deadline());
    assertEquals("{a=1, b=3}", all.tags().toString());
    assertEquals(Map.of(), named.tags());
    assertEquals(Optional.empty(), RunOptions.defaults().id());
  }

  @Test
  void deadline_zeroOrNegative_isRefused() {
    RunOptions options = RunOptions.defaults();

    assertThrows(IllegalArgumentException.class, () -> options.deadline(Duration.ZERO));
    assertThrows(IllegalArgumentException.class, () -> options.deadline(Duration.ofNanos(-1)));
  }

  @Test
  void tag_atAndOverItsLimits_isTakenAndRefused() {
    RunOptions full = RunOptions.defaults();
    for (int i = 0; i < RunOptions.MAX_TAGS; i++) {
      full = full.tag("tag-" + i, "x".repeat(200));
    }
    RunOptions taken = full;

    assertEquals(RunOptions.MAX_TAGS, taken.tag("tag-0", "again").tags().size());
    assertThrows(IllegalArgumentException.class, () -> taken.tag("one-more", ""));
    assertThrows(IllegalArgumentException.class, () -> taken.tag("tag-0", "x".repeat(201)));
    assertThrows(IllegalArgumentException.class, () -> taken.tag("not plain", "x"));
  }
}
