package io.maestro.testkit.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.StrategyMaestro;
import io.maestro.flow.Retry;
import io.maestro.flow.StepPolicy;
import io.maestro.kind.StrategyKind;
import io.maestro.pipeline.ResearchTask;
import io.maestro.run.Failure;
import io.maestro.run.Run;
import io.maestro.run.RunOptions;
import io.maestro.run.RunStatus;
import io.maestro.strategy.Development;
import io.maestro.testkit.LifeStage;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.Script;
import io.maestro.testkit.ScriptedKind;
import io.maestro.testkit.TestHost;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A development of five stages, reached into at each of them. */
final class DevelopmentStagesTest {
  private static final ResearchTask TASK = ResearchTask.on("summer");

  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  @Proves({"5.1", "13.1"})
  @ParameterizedTest
  @EnumSource(LifeStage.class)
  void development_cancelledInAStage_endsThereWithItsReason(LifeStage stage, TestHost host) {
    Script<String> hanging = Script.returning("").hanging(1, host.time());
    var kind = ScriptedKind.named("scripted").stage(stage, hanging).build();
    Run<Development<String>> run = start(host, kind);
    host.time().advance(Duration.ofHours(1));

    host.get(run.cancel("enough"));

    String outcome = host.get(run.outcome()).fold(value -> "", Failure::message, why -> why);
    assertEquals("enough", outcome);
    assertEquals(1, hanging.calls());
    assertEquals(journalUntil(stage), journal(host, run));
  }

  @Proves({"5.3", "13.1"})
  @ParameterizedTest
  @EnumSource(LifeStage.class)
  void development_pausedAndResumedInAStage_goesOnWhereItWas(LifeStage stage, TestHost host) {
    Script<String> pausable =
        Script.returning("done").pausable(10, Duration.ofMinutes(1), host.time());
    var kind = ScriptedKind.named("scripted").stage(stage, pausable).build();
    Run<Development<String>> run = start(host, kind);
    host.time().advance(Duration.ofSeconds(90));

    host.get(run.pause("wait"));
    host.time().advance(Duration.ofDays(1));
    RunStatus paused = host.get(run.info()).status();
    host.get(run.resume());
    Development<String> development = host.get(run.result());

    assertEquals(RunStatus.PAUSED, paused);
    assertTrue(development.strategy().isPresent());
    assertEquals(1, pausable.calls());
    assertEquals(wholeJournal(), journal(host, run));
  }

  @Proves({"4.3", "13.6"})
  @ParameterizedTest
  @EnumSource(LifeStage.class)
  void development_stageTimesOut_failsWithThatStep(LifeStage stage, TestHost host) {
    Script<String> hanging = Script.returning("").hanging(9, host.time());
    var kind =
        ScriptedKind.named("scripted")
            .stage(stage, hanging)
            .policy(StepPolicy.once().timeout(Duration.ofMinutes(5)))
            .build();

    Run<Development<String>> run = start(host, kind);

    String outcome =
        host.get(run.outcome())
            .fold(
                value -> value.reason(),
                failure -> failure.kind() + " " + failure.step(),
                why -> why);
    assertEquals(timeoutOf(stage), outcome);
    assertEquals(journalOfTimeoutIn(stage), journal(host, run));
  }

  private static List<String> journalOfTimeoutIn(LifeStage stage) {
    List<String> recorded = new ArrayList<>(journalUntil(stage));
    recorded.add(pathOf(stage) + "/work FAILED");
    if (stage == LifeStage.VALIDATION) {
      recorded.addAll(
          List.of("validation/scripted DONE", "validation DONE", "register DONE", "learn DONE"));
    }
    return recorded;
  }

  /** A check that can't be made is the verdict ERROR, which refuses; elsewhere the run fails. */
  private static String timeoutOf(LifeStage stage) {
    return stage == LifeStage.VALIDATION
        ? "scripted: ERROR, the check threw io.maestro.flow.StepFailedException: TIMEOUT in"
            + " validation/scripted/work after 1 attempt(s): TimeoutException: the attempt took"
            + " longer than its timeout"
        : "TIMEOUT " + pathOf(stage) + "/work";
  }

  @Proves({"4.1", "13.1"})
  @ParameterizedTest
  @EnumSource(LifeStage.class)
  void development_stageFailsTwice_isRetriedAndValidated(LifeStage stage, TestHost host) {
    Script<String> flaky = Script.returning("ok").failing(2, () -> new IOException("down"));
    var kind =
        ScriptedKind.named("scripted")
            .stage(stage, flaky)
            .policy(StepPolicy.retrying(Retry.upTo(3).onlyOn(IOException.class)))
            .build();

    Run<Development<String>> run = start(host, kind);

    assertTrue(host.get(run.result()).strategy().isPresent());
    assertEquals(3, flaky.calls());
    assertEquals(wholeJournal(), journal(host, run));
  }

  @Proves({"13.2", "13.3"})
  @ParameterizedTest
  @EnumSource(LifeStage.class)
  void development_refusedAtAStage_isAValueWithItsReason(LifeStage stage, TestHost host) {
    var kind = ScriptedKind.named("scripted").refusing(stage, "no good").build();

    Run<Development<String>> run = start(host, kind);

    Development<String> development = host.get(run.result());
    String expected = stage == LifeStage.VALIDATION ? "scripted: FAIL, no good" : "no good";
    assertEquals(expected, development.reason());
    assertEquals(RunStatus.SUCCEEDED, host.get(run.info()).status());
    assertEquals(journalOfRefusalAt(stage), journal(host, run));
  }

  private static List<String> journalOfRefusalAt(LifeStage stage) {
    List<String> recorded = new ArrayList<>(journalUntil(stage));
    recorded.addAll(journalOf(stage));
    if (stage == LifeStage.VALIDATION) {
      recorded.addAll(List.of("register DONE", "learn DONE")); // a refusal is a version too
    }
    return recorded;
  }

  private static Run<Development<String>> start(
      TestHost host, StrategyKind<String, String, String, String> kind) {
    StrategyMaestro maestro = host.start(builder -> builder.register(kind));
    return maestro.developStrategy(kind, TASK, RunOptions.named("summer-1"));
  }

  private static List<String> journal(TestHost host, Run<?> run) {
    return host.get(host.maestro().journal(run.id())).stream()
        .map(step -> step.path() + " " + step.state())
        .toList();
  }

  private static String pathOf(LifeStage stage) {
    String path = stage.name().toLowerCase(Locale.ROOT);
    return stage == LifeStage.VALIDATION ? path + "/scripted" : path;
  }

  /** Returns what is recorded when a stage's step is reached. */
  private static List<String> journalUntil(LifeStage reached) {
    List<String> recorded = new ArrayList<>();
    for (LifeStage stage : LifeStage.values()) {
      if (stage == reached) {
        break;
      }
      recorded.addAll(journalOf(stage));
    }
    return recorded;
  }

  private static List<String> wholeJournal() {
    List<String> recorded = new ArrayList<>(journalUntil(LifeStage.VALIDATION));
    recorded.addAll(journalOf(LifeStage.VALIDATION));
    recorded.addAll(List.of("register DONE", "learn DONE"));
    return recorded;
  }

  private static List<String> journalOf(LifeStage stage) {
    List<String> recorded =
        new ArrayList<>(List.of(pathOf(stage) + "/work DONE", pathOf(stage) + " DONE"));
    if (stage == LifeStage.VALIDATION) {
      recorded.add("validation DONE");
    }
    return recorded;
  }
}
