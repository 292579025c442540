package io.maestro.samples.lab.kind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.StrategyMaestro;
import io.maestro.execution.Mode;
import io.maestro.flow.Workflow;
import io.maestro.kind.StrategyKind;
import io.maestro.metric.Metrics;
import io.maestro.pipeline.ExecutionTask;
import io.maestro.pipeline.ResearchTask;
import io.maestro.run.RecordedStep;
import io.maestro.run.Run;
import io.maestro.run.RunId;
import io.maestro.run.RunOptions;
import io.maestro.run.RunRejectedException;
import io.maestro.samples.lab.ExitCode;
import io.maestro.samples.lab.GeneratedPrices;
import io.maestro.samples.lab.PlainLab;
import io.maestro.samples.lab.data.PriceFile;
import io.maestro.samples.lab.data.Prices;
import io.maestro.samples.lab.data.Sha256;
import io.maestro.samples.lab.report.Candidate;
import io.maestro.samples.lab.report.EventLog;
import io.maestro.samples.lab.report.Story;
import io.maestro.samples.lab.rule.Signal;
import io.maestro.samples.lab.rule.Trades;
import io.maestro.strategy.Analysis;
import io.maestro.strategy.CheckResult;
import io.maestro.strategy.Development;
import io.maestro.strategy.Draft;
import io.maestro.strategy.Lineage;
import io.maestro.strategy.Optimized;
import io.maestro.strategy.Research;
import io.maestro.strategy.Strategy;
import io.maestro.strategy.StrategyRef;
import io.maestro.strategy.ValidationReport;
import io.maestro.strategy.ValidationReport.Warnings;
import io.maestro.strategy.Verdict;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.ReentryCheck;
import io.maestro.testkit.TestHost;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class FxLabTest {
  private static final PriceFile NOISE = file(GeneratedPrices.noise(4, 2_000));
  private static final PriceFile OTHER = file(GeneratedPrices.noise(5, 2_000));
  private static final Story PLAIN = PlainLab.develop(NOISE, 1).story();
  private static final FxLab LAB = new FxLab(NOISE);
  private static final PaperBroker BROKER = new PaperBroker(NOISE);

  /** In a workflow of its own no gate stops the broker. */
  private static final Workflow<ResearchTask, PaperAccount> PAPER =
      Workflow.of(
          "paper",
          ResearchTask.class,
          PaperAccount.class,
          (task, flow) -> BROKER.execute(rehearsal(), flow));

  @RegisterExtension
  final MaestroExtension extension =
      MaestroExtension.with(
          builder -> builder.register(LAB.kind()).register(PEEKING).register(PAPER));

  @Test
  void develop_noise_isRejectedWithAllItsTrials(StrategyMaestro maestro, TestHost host) {
    Strategy<Crossover> version = rejected(develop(maestro, host, NOISE, "r"));

    assertEquals(plain().trials(), version.lineage().trials());
    assertEquals(plain().rule(), version.spec().rule());
    assertEquals(plain().walkForward().fits(), version.spec().fits());
    assertEquals(NOISE.sha256(), version.lineage().sources().get(0).sha256());
    assertEquals(1, version.ref().version());
  }

  @Test
  void develop_anyData_recordsWhatTheDigestIsMadeOf(StrategyMaestro maestro, TestHost host) {
    develop(maestro, host, NOISE, "r");

    Set<String> recorded =
        host.get(maestro.journal(RunId.of("r"))).stream()
            .map(RecordedStep::path)
            .collect(Collectors.toSet());
    Set<String> noted = new EventLog().noteAll(plain(), PLAIN.outcome()).decisions().keySet();
    assertTrue(recorded.containsAll(noted), () -> noted + " among " + recorded);
    assertTrue(recorded.contains("optimization/fold[1]/trial[3x60]/measure"));
    assertEquals(LAB.expectedSteps(), recorded.size());
  }

  @Test
  void develop_nameOfOtherInput_isRefused(StrategyMaestro maestro, TestHost host) {
    develop(maestro, host, NOISE, "taken");

    Run<?> other =
        maestro.developStrategy(LAB.kind(), LabTask.of(NOISE, 2), RunOptions.named("taken"));
    Throwable refused = host.time().failure(other.accepted());

    assertEquals(
        RunRejectedException.Reason.NAME_TAKEN,
        assertInstanceOf(RunRejectedException.class, refused).reason());
    assertEquals(ExitCode.BAD_INPUT, ExitCode.of(refused));
  }

  @Test
  void develop_dataTheLabHasNot_isConcluded(StrategyMaestro maestro, TestHost host) {
    var concluded =
        assertInstanceOf(Development.Concluded.class, develop(maestro, host, OTHER, "elsewhere"));

    assertEquals("research", concluded.stage());
  }

  @Test
  void runName_anyDifference_showsInIt() {
    Set<String> names =
        Set.of(
            LabTask.runName(NOISE, 1),
            LabTask.runName(NOISE, 2),
            LabTask.runName(OTHER, 1),
            LabTask.runName(named("a b"), 1),
            LabTask.runName(named("a?b"), 1),
            LabTask.runName(named("€".repeat(100)), Long.MIN_VALUE));

    names.forEach(RunOptions::named);
    assertEquals(6, names.size());
  }

  @Test
  void develop_ruleThatKnowsTomorrow_isRejectedByTheLookAheadCheck(
      StrategyMaestro maestro, TestHost host) {
    var run = maestro.developStrategy(PEEKING, LabTask.of(NOISE, 1), RunOptions.named("peek"));
    Development<Peeking> development = host.get(run.result());

    var rejected = assertInstanceOf(Development.Rejected.class, development);
    CheckResult lookAhead = Objects.requireNonNull(rejected.report().checks().get("look-ahead"));
    assertEquals(Verdict.FAIL, lookAhead.verdict());
    assertEquals(64, lookAhead.observed().orElseThrow());
  }

  @Test
  void develop_seedThatIsMissing_isNeverAccepted(StrategyMaestro maestro, TestHost host) {
    ResearchTask complete = LabTask.of(NOISE, 1);
    Map<String, String> unseeded = new TreeMap<>(complete.parameters());
    unseeded.remove("seed");
    var task = new ResearchTask(complete.topic(), unseeded, Optional.empty());

    var run = maestro.developStrategy(LAB.kind(), task, RunOptions.named("unseeded"));
    Strategy<Crossover> version = rejected(host.get(run.result()));

    assertEquals(Verdict.ERROR, version.report().overall());
  }

  @Test
  void paperBroker_allDays_earnsWhatTheWalkForwardEarned(StrategyMaestro maestro, TestHost host) {
    PaperAccount account =
        host.get(maestro.start(PAPER, LabTask.of(NOISE, 1), RunOptions.named("p")).result());

    Trades walked = plain().walkForward().trades();
    assertEquals(walked.size(), account.days());
    assertEquals(1 + walked.performance().totalReturn(), account.equity(), 1e-12);
  }

  @Test
  void develop_enteredAgainAfterEveryStep_isTheSame() {
    PriceFile shortest = file(GeneratedPrices.noise(6, 1_500));

    ReentryCheck.verify(new FxLab(shortest).kind(), LabTask.of(shortest, 1));
  }

  private static Development<Crossover> develop(
      StrategyMaestro maestro, TestHost host, PriceFile file, String name) {
    return host.get(
        maestro.developStrategy(LAB.kind(), LabTask.of(file, 1), RunOptions.named(name)).result());
  }

  private static Strategy<Crossover> rejected(Development<Crossover> development) {
    return development.fold(
        validated -> {
          throw new AssertionError("noise was accepted");
        },
        Development.Rejected::candidate,
        concluded -> {
          throw new AssertionError(concluded.why());
        });
  }

  private static ExecutionTask<Crossover> rehearsal() {
    CheckResult untested = CheckResult.inconclusive("never asked");
    return ExecutionTask.of(
        new Strategy<>(
            new StrategyRef(FxLab.KIND, "noise", 1),
            Crossover.fitted(plain().walkForward().fits()),
            Metrics.none(),
            new ValidationReport(
                Map.of("none", untested), Warnings.BLOCK, Instant.EPOCH, Instant.EPOCH),
            new Lineage(
                RunId.of("r"),
                OptionalInt.empty(),
                "",
                new Lineage.Origin("topic", Map.of(), ""),
                List.of(),
                0),
            Instant.EPOCH),
        Mode.REHEARSAL);
  }

  private static Candidate plain() {
    return Objects.requireNonNull(PLAIN.candidate());
  }

  private static PriceFile named(String column) {
    return new PriceFile(
        new Prices(column, NOISE.prices().dates(), NOISE.prices().values()), NOISE.sha256());
  }

  private static PriceFile file(Prices generated) {
    return new PriceFile(generated, Sha256.of(generated.column()));
  }

  /** A strategy that goes the way in which the next day will go. */
  record Peeking() implements Signal {
    @Override
    public int[] positions(Prices prices) {
      int[] positions = new int[prices.size()];
      for (int day = 0; day + 1 < prices.size(); day++) {
        positions[day] = prices.change(day + 1) > 0 ? 1 : -1;
      }
      return positions;
    }
  }

  private static final StrategyKind<PriceFile, String, Peeking, String> PEEKING =
      StrategyKind.named("peeking")
          .research(PriceFile.class, (task, flow) -> Research.of(NOISE))
          .analysis(String.class, (task, flow) -> Analysis.of("none"))
          .creation(Peeking.class, (research, analysis) -> Draft.of(new Peeking()))
          .optimization((task, flow) -> Optimized.of(task.spec(), Metrics.none()))
          .validation("look-ahead", Checks::lookAhead)
          .execution(String.class, (task, flow) -> "never")
          .build();
}
