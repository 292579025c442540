package io.maestro.testkit;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.flow.Workflow;
import io.maestro.pipeline.ResearchTask;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@Proves("18.3")
final class ReentryCheckTest {
  @Test
  void verify_deterministicCode_passes() {
    var tidy =
        Workflow.of(
            "tidy",
            Integer.class,
            Integer.class,
            (input, flow) -> {
              var left = flow.fork("left", f -> f.step("a", Integer.class, step -> input + 1));
              flow.sleep("nap", Duration.ofDays(1));
              List<Integer> items =
                  flow.each("item", List.of(1, 2, 3), i -> i)
                      .step(Integer.class, (item, step) -> item * input)
                      .join();
              int looped =
                  flow.loop(
                      "round",
                      Integer.class,
                      0,
                      (sum, round) -> {
                        int more = round.step("more", Integer.class, step -> sum + 1);
                        return more < 5
                            ? io.maestro.flow.Round.again(more)
                            : io.maestro.flow.Round.done(more);
                      });
              return left.join() + items.stream().mapToInt(i -> i).sum() + looped;
            });

    ReentryCheck.verify(tidy, 10);
    ReentryCheck.verify(ScriptedKind.named("scripted").build(), ResearchTask.on("anything"));
  }

  @Test
  void verify_codeThatChangesBetweenEntries_isFound() {
    AtomicInteger entries = new AtomicInteger();
    var fickle =
        Workflow.of(
            "fickle",
            Integer.class,
            Integer.class,
            (input, flow) -> {
              int entry = entries.incrementAndGet();
              flow.step("first", Integer.class, step -> 1);
              return flow.step("second-" + entry, Integer.class, step -> entry);
            });

    var found = assertThrows(AssertionError.class, () -> ReentryCheck.verify(fickle, 1));

    assertTrue(found.getMessage().contains("second-"), found.getMessage());
  }
}
