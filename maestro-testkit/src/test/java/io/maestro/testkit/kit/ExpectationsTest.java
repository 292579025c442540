package io.maestro.testkit.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.flow.Workflow;
import io.maestro.log.LogFields;
import io.maestro.log.LogLine.Level;
import io.maestro.message.Topic;
import io.maestro.optimization.OptimizationDecision;
import io.maestro.optimization.OptimizationDecision.Choice;
import io.maestro.optimization.OptimizationResult;
import io.maestro.optimization.Performance;
import io.maestro.optimization.Suppression;
import io.maestro.optimization.Tick;
import io.maestro.run.Failure;
import io.maestro.run.RunOptions;
import io.maestro.state.StateKey;
import io.maestro.strategy.StrategyRef;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.MessageProbe;
import io.maestro.testkit.Proves;
import io.maestro.testkit.StateFixture;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.expect.DecisionsExpectation;
import io.maestro.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.function.Executable;

final class ExpectationsTest {
  private static final Topic<String> NEWS = Topic.of("news", String.class);
  private static final StateKey<Boolean> OPEN = StateKey.of("door", "open", Boolean.class);

  private static final Workflow<String, String> FLOW =
      Workflow.of(
          "flow",
          String.class,
          String.class,
          (in, flow) -> {
            String word = flow.step("say", String.class, step -> in);
            flow.run(
                "tell",
                step -> {
                  step.communication().broadcast(NEWS, word);
                  step.log().event("told", LogFields.of("word", word).and("length", 3));
                  if (word.equals("bad")) {
                    throw new IllegalStateException("said " + word);
                  }
                });
            flow.sleep("rest", Duration.ofHours(1));
            return word;
          });

  @RegisterExtension
  final MaestroExtension extension = MaestroExtension.with(builder -> builder.register(FLOW));

  private static void fails(String said, Executable expectation) {
    AssertionError failure = assertThrows(AssertionError.class, expectation);
    assertTrue(String.valueOf(failure.getMessage()).contains(said), failure::getMessage);
  }

  @Test
  @Proves("18.7")
  void expectation_ofARunThatCompleted_comparesValueStepsAndAttempts(TestHost host) {
    var maestro = host.start(builder -> builder.register(FLOW));

    var run = host.expect(maestro.start(FLOW, "good", RunOptions.named("r")));

    run.completed()
        .completedWith("good")
        .completedWhere(value -> value.length() == 4)
        .recorded("say", "tell", "rest")
        .neverRecorded("shout")
        .attempts("say", 1);
    fails("run r", () -> run.completedWith("bad"));
    fails("run r completed with good", () -> run.completedWhere(String::isEmpty));
    fails("run r", () -> run.recorded("say"));
    fails("run r has recorded say", () -> run.neverRecorded("say"));
    fails("run r has not recorded shout", () -> run.attempts("shout", 1));
    fails("attempts of say in run r", () -> run.attempts("say", 2));
    fails("run r ended otherwise", () -> run.failedIn("say"));
    fails("run r ended otherwise", () -> run.cancelled("why"));
  }

  @Test
  @Proves("18.7")
  void expectation_ofARunThatFailed_comparesWhereAndHow(TestHost host) {
    var maestro = host.start(builder -> builder.register(FLOW));

    var run = host.expect(maestro.start(FLOW, "bad", RunOptions.named("r")));

    run.failedIn("tell").failedBy(Failure.Kind.STEP);
    fails("said bad", () -> run.failedIn("say"));
    fails("said bad", () -> run.failedBy(Failure.Kind.TIMEOUT));
    fails("run r ended otherwise", run::completed);
  }

  @Test
  @Proves("18.7")
  void expectation_ofARunThatWasCancelled_comparesTheReason(TestHost host, VirtualTime time) {
    var maestro = host.start(builder -> builder.register(FLOW));
    var started = maestro.start(FLOW, "good", RunOptions.named("r"));
    time.runUntilIdle();
    time.get(started.cancel("enough"));

    var run = host.expect(started);

    run.cancelled("enough");
    fails("why run r was cancelled", () -> run.cancelled("other"));
  }

  @Test
  @Proves("18.7")
  void expectation_ofMessagesAndLog_comparesWhatCame(TestHost host) {
    var maestro = host.start(builder -> builder.register(FLOW));
    MessageProbe<String> news = MessageProbe.subscribing(maestro, NEWS);
    news.expect().nothing();

    host.expect(maestro.start(FLOW, "good", RunOptions.named("r"))).completed();

    news.expect().exactly("good").count(1).some("good"::equals);
    fails("bad", () -> news.expect().exactly("bad"));
    fails("good", () -> news.expect().nothing());
    fails("good", () -> news.expect().some("bad"::equals));
    host.log()
        .expect()
        .event("told", LogFields.of("word", "good"))
        .line(Level.INFO, "tol")
        .ofRun("r")
        .none(Level.ERROR)
        .nowhere("secret");
    fails("told", () -> host.log().expect().event("told", LogFields.of("word", "bad")));
    fails("'good' occurs", () -> host.log().expect().nowhere("good"));
    fails("ERROR", () -> host.log().expect().line(Level.ERROR, "told"));
    fails("told", () -> host.log().expect().none(Level.INFO));
  }

  @Test
  @Proves("18.7")
  void expectation_ofDecisions_comparesChoicesGuardsAndReasons() {
    var decisions =
        new DecisionsExpectation(
            List.of(
                decision(1, Choice.HOLD),
                decision(2, Choice.SUPPRESSED, new Suppression(Suppression.Guard.COOL_DOWN, "x")),
                decision(3, Choice.OPTIMIZE)));

    decisions
        .choices(Choice.HOLD, Choice.SUPPRESSED, Choice.OPTIMIZE)
        .signs(Choice.SUPPRESSED, Choice.OPTIMIZE)
        .suppressed(2, Suppression.Guard.COOL_DOWN)
        .suppressed(3)
        .decided(2, Choice.SUPPRESSED, "COOL_DOWN", "no trigger");
    fails("decided:", () -> decisions.choices(Choice.HOLD));
    fails("decided:", () -> decisions.signs(Choice.OPTIMIZE));
    fails("what suppressed tick 2", () -> decisions.suppressed(2));
    fails("tick 3", () -> decisions.decided(3, Choice.HOLD));
    fails("nothing of 'rain'", () -> decisions.decided(3, Choice.OPTIMIZE, "rain"));
    fails("there was no tick 4", () -> decisions.at(4));
  }

  @Test
  @Proves("18.7")
  void expectation_ofManyDecisions_saysEqualNeighboursOnce() {
    List<OptimizationDecision> many = new ArrayList<>();
    for (int tick = 1; tick <= 1_000; tick++) {
      many.add(decision(tick, tick == 900 ? Choice.OPTIMIZE : Choice.HOLD));
    }
    var decisions = new DecisionsExpectation(many);

    fails(
        """
        decided:
          1-899 HOLD: no trigger
          900 OPTIMIZE: no trigger
          901-1000 HOLD: no trigger
         ==> expected: <[HOLD x 1000]> but was: <[HOLD x 899, OPTIMIZE, HOLD x 100]>\
        """,
        () -> decisions.choices(Collections.nCopies(1_000, Choice.HOLD).toArray(Choice[]::new)));
    fails("decided:\n", () -> new DecisionsExpectation(List.of()).choices(Choice.HOLD));
  }

  private static OptimizationDecision decision(long tick, Choice choice, Suppression... by) {
    return new OptimizationDecision(
        new StrategyRef("kind", "name", 1),
        new Tick(tick, Instant.EPOCH, 0),
        choice,
        List.of(),
        List.of(by),
        Performance.unknown(),
        OptimizationResult.nothing());
  }

  @Test
  @Proves("18.7")
  void stateFixture_plantsAndFindsWhatComponentsKeep(TestHost host, VirtualTime time) {
    StateFixture state = StateFixture.on(host.start(builder -> builder), time);
    state.expectNone(OPEN);

    state.plant(OPEN, true);
    state.plant(OPEN, false);

    state.expect(OPEN, false);
    assertEquals(2, state.find(OPEN).orElseThrow().version());
    fails("open", () -> state.expect(OPEN, true));
    fails("open", () -> state.expectNone(OPEN));
    state.remove(OPEN);
    state.remove(OPEN);
    state.expectNone(OPEN);
  }
}
