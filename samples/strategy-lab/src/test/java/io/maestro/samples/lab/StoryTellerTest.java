package io.maestro.samples.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.run.Failure;
import io.maestro.run.RunOutcome;
import io.maestro.samples.lab.data.PriceFile;
import io.maestro.samples.lab.kind.Crossover;
import io.maestro.samples.lab.kind.FxLab;
import io.maestro.samples.lab.report.Outcome;
import io.maestro.samples.lab.report.ResultAssembly;
import io.maestro.samples.lab.report.ResultJson;
import io.maestro.samples.lab.report.Story;
import io.maestro.strategy.Development;
import org.junit.jupiter.api.Test;

/** The ends of a run that leave no rule to look at. */
final class StoryTellerTest {
  private static final PriceFile NOISE = new PriceFile(GeneratedPrices.noise(1, 1_500), "0");
  private static final StoryTeller TELLER = new StoryTeller(new FxLab(NOISE), NOISE, 1);

  @Test
  void tell_failedRun_isFailedAndTellsWhy() {
    Story story = TELLER.of(failed("disk on host a"));

    assertEquals(Outcome.FAILED, story.outcome());
    assertNull(story.candidate());
    assertTrue(story.reason().contains("disk on host a"), story.reason());
    assertTrue(json(story).contains("\"outcome\" : \"Failed\""));
    assertEquals(ExitCode.BROKEN, ExitCode.of(story.outcome()));
  }

  @Test
  void digest_failureOnAnotherMachine_isTheSame() {
    Story here = TELLER.of(failed("disk on host a"));

    assertEquals(here.eventLogSha256(), TELLER.of(failed("disk on host b")).eventLogSha256());
  }

  @Test
  void tell_cancelledRun_isCancelledWithItsReason() {
    Story story = TELLER.of(new RunOutcome.Cancelled<>("no time"));

    assertEquals(Outcome.CANCELLED, story.outcome());
    assertEquals("no time", story.reason());
    assertEquals(ExitCode.BROKEN, ExitCode.of(story.outcome()));
  }

  @Test
  void tell_concludedDevelopment_namesTheStage() {
    Story story = TELLER.of(concluded("too short"));

    assertEquals(Outcome.CONCLUDED, story.outcome());
    assertEquals("optimization: too short", story.reason());
    assertNotEquals(story.eventLogSha256(), TELLER.of(concluded("too dull")).eventLogSha256());
    assertEquals(ExitCode.ENDED, ExitCode.of(story.outcome()));
  }

  private static RunOutcome<Development<Crossover>> failed(String message) {
    return new RunOutcome.Failed<>(
        new Failure(Failure.Kind.STEP, "optimization/walk-forward", 1, "IOException", message));
  }

  private static RunOutcome<Development<Crossover>> concluded(String why) {
    return new RunOutcome.Completed<>(new Development.Concluded<>("optimization", why));
  }

  private static String json(Story story) {
    return ResultJson.write(ResultAssembly.of(story));
  }
}
