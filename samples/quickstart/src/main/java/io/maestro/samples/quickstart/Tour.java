package io.maestro.samples.quickstart;

import static io.maestro.execution.Mode.LIVE;
import static io.maestro.execution.Mode.REHEARSAL;
import static io.maestro.metric.Threshold.atLeast;
import static io.maestro.samples.quickstart.Quickstart.PROFIT;

import io.maestro.StrategyMaestro;
import io.maestro.SystemState;
import io.maestro.core.Maestro;
import io.maestro.execution.Execution;
import io.maestro.flow.FlowContext;
import io.maestro.kind.StrategyKind;
import io.maestro.knowledge.KnowledgeBundle;
import io.maestro.knowledge.KnowledgeQuery;
import io.maestro.knowledge.Lesson;
import io.maestro.log.LogFields;
import io.maestro.message.PipelineCommunication;
import io.maestro.message.Service;
import io.maestro.message.Subscription;
import io.maestro.message.Topic;
import io.maestro.metric.Metrics;
import io.maestro.optimization.LoopOptions;
import io.maestro.optimization.Trigger;
import io.maestro.pipeline.Check;
import io.maestro.pipeline.ExecutionTask;
import io.maestro.pipeline.Gate;
import io.maestro.pipeline.ResearchTask;
import io.maestro.run.Watch;
import io.maestro.state.StateKey;
import io.maestro.state.StateManager;
import io.maestro.state.SyncReport;
import io.maestro.strategy.Analysis;
import io.maestro.strategy.Draft;
import io.maestro.strategy.StrategyRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A tour of what stands around a strategy; docs/tour.md shows its parts. */
final class Tour {
  static final Topic<Day> SOLD = Topic.of("lemonade.sold", Day.class);
  static final Service<String, Integer> STOCK =
      Service.of("lemonade.stock", String.class, Integer.class);
  static final StateKey<Boolean> OPEN = StateKey.of("stand", "open", Boolean.class);

  static StrategyKind<Sales, Demand, Price, Day> lemonade() {
    return StrategyKind.named("lemonade")
        .research(Sales.class, Till::research)
        .analysis(Demand.class, (task, flow) -> Analysis.of(Prices.demand(task.data())).in("heat"))
        .creation(Price.class, (found, analysis) -> Draft.of(new Price(100)))
        .optimization(Quickstart::search)
        .validation("worth-it", Check.that(atLeast(PROFIT, 40).minSamples(30)))
        .execution(Day.class, Tour::sellForAWeek)
        .gate("worth-the-ice", Gate.that(atLeast(PROFIT, 20)))
        .reoptimize(
            Trigger.unless(atLeast(PROFIT, 60))
                .until(atLeast(PROFIT, 80))
                .confirmed(2, 3)
                .coolDown(Duration.ofDays(7)))
        .build();
  }

  static Day sellForAWeek(ExecutionTask<Price> task, FlowContext flow) {
    Day sold = new Day(task.spec().cents(), 0);
    for (int day = 1; day <= 7; day++) {
      FlowContext today = flow.at("day", day);
      sold = today.step("sell", Day.class, step -> Till.sell(task.spec(), step.idempotencyKey()));
      tellOf(sold, today);
      if (!task.report(today, profit(sold)).passed()) {
        return sold; // the gate has closed
      }
    }
    return sold;
  }

  private static void tellOf(Day sold, FlowContext today) {
    today.run("tell", step -> step.communication().broadcast(SOLD, sold));
  }

  static Metrics profit(Day sold) {
    return Metrics.of(PROFIT, sold.cups() * (sold.cents() - 35) / 100.0);
  }

  static void execute(StrategyMaestro maestro, StrategyRef version) {
    Execution<Day> practice = maestro.executeStrategy(lemonade, version, REHEARSAL).result().join();
    Execution<Day> real = maestro.executeStrategy(lemonade, version, LIVE).result().join();
    for (Execution<Day> execution : List.of(practice, real)) {
      String end =
          execution.fold(
              completed -> "completed, at last " + completed.value(),
              halted -> "halted: " + halted.reasons(),
              denied -> "denied: " + denied.reasons(),
              unknown -> "unknown: look at " + unknown.step());
      System.out.println(execution.mode() + " " + end);
    }
  }

  static void keepOptimized(StrategyMaestro maestro, StrategyRef version) {
    var loop = maestro.continuousOptimization(lemonade, version, LoopOptions.onDemand());
    System.out.println(loop.tickNow().join().reason());
    loop.stop("the season is over").join();
  }

  static void talk(StrategyMaestro maestro) {
    PipelineCommunication messages = maestro.communication();
    Subscription news = messages.subscribe(SOLD, (day, envelope) -> System.out.println(day));
    Subscription stock = messages.serve(STOCK, (fruit, request) -> fruit.equals("lemons") ? 40 : 0);
    messages.broadcast(SOLD, new Day(150, 70));
    int lemons = messages.request(STOCK, "lemons", Duration.ofSeconds(5)).join();
    System.out.println(lemons + " lemons");
    List.of(news, stock).forEach(Subscription::close);
  }

  static void learn(StrategyMaestro maestro) {
    var knowledge = maestro.knowledge();
    knowledge.record(Lesson.on("lemonade", "two spoons").in("heat").failed("too sweet")).join();
    knowledge.record(Lesson.on("lemonade", "more ice").in("heat").worked()).join();

    KnowledgeQuery heat = KnowledgeQuery.about("lemonade").in("heat");
    KnowledgeBundle known = knowledge.query(heat).join();
    KnowledgeBundle then = knowledge.query(heat.asOf(Instant.parse("2000-01-01T00:00:00Z"))).join();
    System.out.println(known.failed().size() + " failed; then known: " + then.items().size());
  }

  static void remember(StrategyMaestro maestro) {
    StateManager states = maestro.stateManager();
    Watch watch = states.watch(OPEN, open -> maestro.logger().event("stand-changed"));
    states.update(OPEN, before -> !before.orElse(false)).join();
    SyncReport report = states.sync().join(); // compares what is remembered with the store
    System.out.println("differences: " + report.differences().size());
    watch.close();
  }

  static void look(StrategyMaestro maestro) {
    SystemState now = maestro.systemState();
    maestro.logger().event("looked", LogFields.of("waiting", now.executionQueue().depth()));
    System.out.println(now.activeStrategies().size() + " strategies at work");
  }

  static final StrategyKind<Sales, Demand, Price, Day> lemonade = lemonade();

  public static void main(String[] args) {
    try (var maestro = Maestro.builder().register(lemonade).start()) {
      var developed = maestro.developStrategy(lemonade, ResearchTask.on("summer")).result().join();
      StrategyRef version = developed.strategy().orElseThrow().ref();
      execute(maestro, version);
      keepOptimized(maestro, version);
      talk(maestro);
      learn(maestro);
      remember(maestro);
      look(maestro);
    }
  }

  private Tour() {}
}
