package io.maestro.jackson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.StrategyMaestro;
import io.maestro.codec.CodecException;
import io.maestro.codec.TypeToken;
import io.maestro.core.memory.InMemoryStateStore;
import io.maestro.execution.Execution;
import io.maestro.execution.Mode;
import io.maestro.flow.FlowContext;
import io.maestro.flow.Round;
import io.maestro.flow.Workflow;
import io.maestro.kind.StrategyKind;
import io.maestro.knowledge.KnowledgeQuery;
import io.maestro.message.Endpoint;
import io.maestro.metric.MetricKey;
import io.maestro.metric.Metrics;
import io.maestro.metric.Observation;
import io.maestro.metric.Threshold;
import io.maestro.optimization.LoopOptions;
import io.maestro.optimization.OptimizationDecision.Choice;
import io.maestro.optimization.OptimizationLoop;
import io.maestro.optimization.Trigger;
import io.maestro.pipeline.Check;
import io.maestro.pipeline.ExecutionTask;
import io.maestro.pipeline.ResearchTask;
import io.maestro.run.RunFailedException;
import io.maestro.run.RunOptions;
import io.maestro.state.StateKey;
import io.maestro.strategy.Analysis;
import io.maestro.strategy.Development;
import io.maestro.strategy.Draft;
import io.maestro.strategy.Optimized;
import io.maestro.strategy.Research;
import io.maestro.strategy.Strategy;
import io.maestro.strategy.Trial;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.TestHost;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole life of a strategy, and every verb, on values that have been bytes. */
final class WholeLifeTest {
  private static final MetricKey CUPS = MetricKey.higherIsBetter("cups", "1/d");
  private static final Endpoint<Nod> NOD = Endpoint.of("nod", Nod.class);
  private static final StateKey<Map<String, BigDecimal>> STOCK =
      new StateKey<>("stand", "stock", new TypeToken<>() {});

  record Sales(List<Integer> cups, Optional<String> place) {}

  record Demand(Map<String, Double> byWeather) {}

  record Price(BigDecimal amount, Rounding rounding) {}

  enum Rounding {
    UP,
    DOWN
  }

  sealed interface Day {}

  record Sold(int cups) implements Day {}

  record Rained() implements Day {}

  record Nod(String by, boolean granted) {}

  record Order(String item, Map<String, Integer> wishes) {}

  record Receipt(List<Nod> nods, Optional<Day> day, int rounds) {}

  private static final StrategyKind<Sales, Demand, Price, Day> KIND =
      StrategyKind.named("lemonade")
          .research(
              Sales.class,
              (task, flow) ->
                  Research.of(
                      flow.step(
                          "count",
                          Sales.class,
                          step -> new Sales(List.of(3, 4), Optional.of("pier")))))
          .analysis(
              Demand.class,
              (task, flow) -> Analysis.of(new Demand(Map.of("sun", 1.5, "rain", -0.0))).in("sun"))
          .creation(
              Price.class,
              (research, analysis) -> Draft.of(new Price(new BigDecimal("1.10"), Rounding.UP)))
          .optimization((task, flow) -> optimized(flow))
          .validation("enough", Check.that(Threshold.atLeast(CUPS, 1)))
          .execution(Day.class, WholeLifeTest::execute)
          .monitoring(
              (task, flow) ->
                  flow.step(
                      "look", Observation.class, step -> Observation.of(Metrics.of(CUPS, 0, 9))))
          .reoptimize(Trigger.unless(Threshold.atLeast(CUPS, 1)).coolDown(Duration.ZERO))
          .build();

  private static Optimized<Price> optimized(FlowContext flow) {
    List<Price> prices =
        List.of(
            new Price(new BigDecimal("1.0"), Rounding.UP),
            new Price(new BigDecimal("2.50"), Rounding.DOWN));
    List<Trial<Price>> trials =
        Trial.each(
            flow,
            "prices",
            prices,
            Price::rounding,
            (price, step) -> Metrics.of(CUPS, price.amount().doubleValue()));
    Trial<Price> best = Trial.best(trials, CUPS).orElseThrow();
    return Optimized.of(best.spec(), best.metrics());
  }

  private static Day execute(ExecutionTask<Price> task, FlowContext flow) {
    task.report(flow, Observation.of(Metrics.of(CUPS, 5, 3)).in("sun"));
    return flow.step("sell", Day.class, step -> new Sold(5));
  }

  private static final Workflow<String, Nod> ASK =
      Workflow.of("ask", String.class, Nod.class, (who, flow) -> new Nod(who, true));

  private static final Workflow<Order, Receipt> SHOP =
      Workflow.of("shop", Order.class, Receipt.class, WholeLifeTest::shop);

  private static Receipt shop(Order order, FlowContext flow) {
    var press =
        flow.fork(
            "press",
            f ->
                f.await(
                    "ask",
                    Nod.class,
                    step -> CompletableFuture.completedFuture(new Nod("press", false))));
    int rounds =
        flow.loop(
            "rounds",
            Integer.class,
            0,
            (done, round) -> done < 3 ? Round.again(done + 1) : Round.done(done));
    flow.compensation("undo", step -> {});
    Nod child = flow.child("child", ASK, order.item());
    Optional<Nod> nod = flow.receive("nod", NOD, Duration.ofDays(1));
    Day day = flow.stage("day", Day.class, f -> f.step("rain", Day.class, step -> new Rained()));
    flow.compensate();
    return new Receipt(List.of(press.join(), child, nod.orElseThrow()), Optional.of(day), rounds);
  }

  @RegisterExtension
  final MaestroExtension extension =
      MaestroExtension.with(builder -> builder.register(KIND).register(SHOP).register(ASK))
          .encoding(JacksonCodec.standard());

  @Test
  @Proves({"27.11", "27.2"})
  void life_developedExecutedImproved_isTheSameOnBytes(StrategyMaestro maestro, TestHost host) {
    Development<Price> development =
        host.get(
            maestro
                .developStrategy(KIND, ResearchTask.on("pier").with("season", "summer"))
                .result());
    Strategy<Price> version = development.strategy().orElseThrow();
    Execution<Day> execution =
        host.get(maestro.executeStrategy(KIND, version.ref(), Mode.LIVE).result());
    OptimizationLoop<Price> loop =
        host.get(
            maestro
                .continuousOptimization(KIND, version.ref(), LoopOptions.onDemand())
                .accepted()
                .thenApply(
                    memory ->
                        maestro.continuousOptimization(
                            KIND, version.ref(), LoopOptions.onDemand())));
    Choice choice = host.get(loop.tickNow()).choice();

    assertEquals(new Price(new BigDecimal("2.50"), Rounding.DOWN), version.spec());
    assertEquals(Optional.of(new Sold(5)), execution.outcome());
    assertEquals(Choice.OPTIMIZE, choice);
    assertEquals(2, host.get(loop.current()).ref().version());
    assertTrue(
        host.get(maestro.knowledge().query(KnowledgeQuery.aboutOptimizing("lemonade")))
                .items()
                .size()
            > 0);
    host.get(loop.stop("enough"));
  }

  @Test
  @Proves("27.11")
  void verbs_ofARun_giveWhatWasRecorded(StrategyMaestro maestro, TestHost host) {
    var run = maestro.start(SHOP, new Order("lemons", Map.of("a", 1)), RunOptions.named("shop"));
    host.get(run.send(NOD, new Nod("boss", true)));

    assertEquals(
        new Receipt(
            List.of(new Nod("press", false), new Nod("lemons", true), new Nod("boss", true)),
            Optional.of(new Rained()),
            3),
        host.get(run.result()));
  }

  @Test
  @Proves("16.5")
  void sameName_withAnEqualInputInAnotherOrder_isTheSameRun(
      StrategyMaestro maestro, TestHost host) {
    Map<String, Integer> one = new LinkedHashMap<>();
    one.put("a", 1);
    one.put("b", 2);
    Map<String, Integer> other = new TreeMap<>(Comparator.reverseOrder());
    other.putAll(one);
    var first = maestro.start(SHOP, new Order("x", one), RunOptions.named("shop"));
    var second = maestro.start(SHOP, new Order("x", other), RunOptions.named("shop"));
    host.get(first.send(NOD, new Nod("boss", true)));

    assertEquals(host.get(first.result()), host.get(second.result()));
  }

  @Test
  @Proves("27.11")
  void state_ofAComponent_comesBack(StrategyMaestro maestro, TestHost host) {
    Map<String, BigDecimal> stock = Map.of("lemons", new BigDecimal("1.50"));
    host.get(maestro.stateManager().update(STOCK, 0, stock));

    assertEquals(stock, host.get(maestro.stateManager().get(STOCK)).orElseThrow().value());
    assertTrue(host.get(maestro.stateManager().sync()).isInSync());
  }

  @Test
  @Proves({"27.12", "10.4"})
  void step_thatCantBeRead_failsTheRunAndSaysWhat(TestHost host) {
    Workflow<String, String> flow =
        Workflow.of(
            "flow",
            String.class,
            String.class,
            (in, f) -> {
              Nod nod = f.step("nod", Nod.class, step -> new Nod("boss", true));
              f.sleep("night", Duration.ofHours(1));
              return nod.by();
            });
    var store = InMemoryStateStore.retained();
    JacksonCodec newer =
        JacksonCodec.builder().version(Nod.class, 2).upcast(Nod.class, 1, old -> old).build();
    var upgraded = host.start(builder -> builder.store(store).codec(newer).register(flow));
    var run = upgraded.start(flow, "in", RunOptions.named("run"));
    host.time().runUntilIdle();
    host.get(upgraded.shutdown(Duration.ZERO));

    var maestro = host.start(builder -> builder.store(store).register(flow));
    host.time().advance(Duration.ofHours(2));
    Throwable failure = host.time().failure(maestro.run(run.id(), String.class).result());

    String message = assertInstanceOf(RunFailedException.class, failure).getMessage();
    for (String part : List.of("run", "UNDECODABLE in nod", "Nod v2", "newer than version 1")) {
      assertTrue(message.contains(part), message);
    }
    assertEquals(
        List.of("nod", "night"),
        host.get(maestro.journal(run.id())).stream().map(step -> step.path()).toList());
  }

  @Test
  @Proves("27.12")
  void document_thatCantBeRead_isNamed(TestHost host) {
    var store = InMemoryStateStore.retained();
    JacksonCodec newer =
        JacksonCodec.builder().version(Price.class, 2).upcast(Price.class, 1, old -> old).build();
    var upgraded = host.start(builder -> builder.store(store).codec(newer).register(KIND));
    Strategy<Price> version =
        host.get(upgraded.developStrategy(KIND, ResearchTask.on("pier")).result())
            .strategy()
            .orElseThrow();
    host.get(upgraded.shutdown(Duration.ZERO));

    var maestro = host.start(builder -> builder.store(store).register(KIND));
    Throwable failure = host.time().failure(maestro.strategies().find(version.ref(), Price.class));

    String message = assertInstanceOf(CodecException.class, failure).getMessage();
    assertTrue(message.contains("document 0000000001 of strategies/"), message);
    assertTrue(message.contains("at spec: Price is stored in version 2"), message);
  }
}
