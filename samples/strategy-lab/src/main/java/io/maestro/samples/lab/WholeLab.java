package io.maestro.samples.lab;

import io.maestro.StrategyMaestro;
import io.maestro.config.MaestroConfig;
import io.maestro.core.Maestro;
import io.maestro.execution.Execution;
import io.maestro.flow.Workflow;
import io.maestro.knowledge.KnowledgeQuery;
import io.maestro.pipeline.ResearchTask;
import io.maestro.run.Run;
import io.maestro.run.RunId;
import io.maestro.run.RunOptions;
import io.maestro.samples.lab.data.PriceFile;
import io.maestro.samples.lab.fact.Regime;
import io.maestro.samples.lab.fact.Regimes;
import io.maestro.samples.lab.kind.Crossover;
import io.maestro.samples.lab.kind.FxLab;
import io.maestro.samples.lab.kind.LabTask;
import io.maestro.samples.lab.kind.Lessons;
import io.maestro.samples.lab.kind.PaperAccount;
import io.maestro.samples.lab.kind.Recollection;
import io.maestro.samples.lab.kind.Warmth;
import io.maestro.samples.lab.memory.Known;
import io.maestro.samples.lab.policy.Replays;
import io.maestro.samples.lab.report.Candidate;
import io.maestro.samples.lab.report.Journal;
import io.maestro.samples.lab.report.Rehearsal;
import io.maestro.samples.lab.report.SecondRun;
import io.maestro.samples.lab.report.Sequel;
import io.maestro.samples.lab.report.Story;
import io.maestro.store.StateStoreFactory;
import io.maestro.strategy.Development;
import io.maestro.strategy.StrategyRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The whole life of a rule on a maestro of its own: developed, rehearsed under the gate, kept
 * optimized under several policies, remembered, and developed once more with what is known then.
 */
final class WholeLab implements AutoCloseable {
  /** The most trusted rules of each regime that are told: more than a few nobody reads. */
  private static final int TOLD = 3;

  /** A lab that had ended tells the same again, however much later. */
  private static final Duration KEPT = Duration.ofDays(3_650);

  private final PriceFile file;
  private final ResearchTask task;
  private final String name;
  private final StoryTeller teller;
  private final FxLab lab;
  private final Workflow<ResearchTask, Replays> policies;
  private final Workflow<ResearchTask, Integer> lessons;
  private final StrategyMaestro maestro;
  private final Executions executions = new Executions();
  private final List<RunId> runs = new ArrayList<>();

  /** Starts a maestro for one file. */
  WholeLab(PriceFile file, long seed, StateStoreFactory store) {
    this.file = file;
    this.task = LabTask.of(file, seed);
    this.name = LabTask.runName(file, seed);
    this.lab = new FxLab(file);
    this.teller = new StoryTeller(lab, file, seed);
    this.policies = Replays.workflow(file.prices());
    this.lessons = new Lessons(file).workflow();
    this.maestro =
        Maestro.builder()
            .register(lab.kind())
            .register(policies)
            .register(lessons)
            .listener(executions)
            .store(store)
            .config(MaestroConfig.builder().finishedRetention(KEPT).build())
            .start();
  }

  /** Lives it all. */
  Story live(RunOptions first, ProgressLines progress) {
    Run<Development<Crossover>> run = noted(maestro.developStrategy(lab.kind(), task, first));
    run.watch(info -> progress.developing(info, lab.expectedSteps()));
    Story story = teller.of(run.outcome().join());
    Candidate candidate = story.candidate();
    return candidate == null
        ? story
        : story.followedBy(sequel(candidate, run.result().join(), progress));
  }

  private Sequel sequel(
      Candidate candidate, Development<Crossover> development, ProgressLines progress) {
    Run<Replays> replays = noted(maestro.start(policies, task, named("policies")));
    progress.reached(40, "developed; trading on paper");
    Rehearsal rehearsal = rehearse(candidate, refOf(development));
    progress.reached(60, "traded on paper; looking back, and developing again");
    noted(maestro.start(lessons, task, named("lessons"))).result().join();
    SecondRun second = second();
    progress.reached(80, "developed again; replaying the policies");
    return new Sequel(rehearsal, replays.result().join().on(file.prices()), knowledge(), second);
  }

  /** Also of a version that was refused: a rehearsal may run any. */
  private static StrategyRef refOf(Development<Crossover> development) {
    return development.fold(
        validated -> validated.accepted().ref(),
        rejected -> rejected.candidate().ref(),
        concluded -> {
          throw new IllegalStateException("nothing was developed: " + concluded.why());
        });
  }

  private Rehearsal rehearse(Candidate candidate, StrategyRef ref) {
    Execution<PaperAccount> execution =
        noted(maestro.executeStrategy(lab.kind(), ref, named("rehearsal"))).result().join();
    return teller.rehearsal(candidate, execution);
  }

  private List<Known> knowledge() {
    List<Known> all = new ArrayList<>();
    for (Regime regime : Regime.values()) {
      maestro
          .knowledge()
          .query(Recollection.of(regime, file.prices().last()))
          .join()
          .items()
          .stream()
          .filter(Recollection::isOfARule)
          .limit(TOLD)
          .map(Recollection::known)
          .forEach(all::add);
    }
    return all;
  }

  private @Nullable SecondRun second() {
    Regime regime = Regimes.last(file.prices());
    KnowledgeQuery query = Recollection.of(regime, file.prices().last());
    Warmth warmth =
        Warmth.of(regime, file.prices().last(), maestro.knowledge().query(query).join());
    var run = noted(maestro.developStrategy(lab.kind(), task, named("second")));
    Story story = teller.of(run.outcome().join());
    return teller.second(story, warmth, maestro.journal(run.id()).join());
  }

  /** What the store has of all that was asked for. */
  Journal journal() {
    return new Journal(executions.all(), runs.stream().map(this::journal).toList());
  }

  private Journal.RunJournal journal(RunId run) {
    return new Journal.RunJournal(
        run.value(),
        maestro.journal(run).join().stream()
            .map(
                step ->
                    new Journal.Step(
                        step.path(),
                        step.verb().name(),
                        step.state().name(),
                        step.attempts(),
                        executions.of(run, step)))
            .toList());
  }

  private <T> Run<T> noted(Run<T> run) {
    runs.add(run.id());
    return run;
  }

  private RunOptions named(String part) {
    return RunOptions.named(name + "/" + part);
  }

  @Override
  public void close() {
    maestro.close();
  }
}
