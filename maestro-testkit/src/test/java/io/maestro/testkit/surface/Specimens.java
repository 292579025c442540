package io.maestro.testkit.surface;

import io.maestro.RunSelection;
import io.maestro.StrategyMaestro;
import io.maestro.SystemState;
import io.maestro.codec.Codec;
import io.maestro.codec.TypeToken;
import io.maestro.config.DurationRange;
import io.maestro.config.MaestroConfig;
import io.maestro.core.Maestro;
import io.maestro.core.MaestroBuilder;
import io.maestro.core.memory.InMemoryStateStore;
import io.maestro.flow.Branch;
import io.maestro.flow.Each;
import io.maestro.flow.FlowContext;
import io.maestro.flow.StepContext;
import io.maestro.kind.KindStages;
import io.maestro.kind.StrategyKind;
import io.maestro.knowledge.KnowledgeBase;
import io.maestro.knowledge.RunKnowledge;
import io.maestro.log.LogSink;
import io.maestro.log.MaestroLogger;
import io.maestro.log.RunLog;
import io.maestro.message.PipelineCommunication;
import io.maestro.message.RequestContext;
import io.maestro.message.Subscription;
import io.maestro.metric.Threshold;
import io.maestro.monitor.MaestroListener;
import io.maestro.optimization.OptimizationLoop;
import io.maestro.pipeline.Check;
import io.maestro.pipeline.Gate;
import io.maestro.run.Run;
import io.maestro.run.RunId;
import io.maestro.run.RunQuery;
import io.maestro.run.Watch;
import io.maestro.state.StateKey;
import io.maestro.state.StateManager;
import io.maestro.state.SyncReport;
import io.maestro.store.DocumentStore;
import io.maestro.store.RunStore;
import io.maestro.store.StateStore;
import io.maestro.store.StateStoreFactory;
import io.maestro.store.StoreContext;
import io.maestro.store.StoreExport;
import io.maestro.store.StoreRestore;
import io.maestro.store.StoreSignals;
import io.maestro.strategy.Analysis;
import io.maestro.strategy.Draft;
import io.maestro.strategy.Optimized;
import io.maestro.strategy.Research;
import io.maestro.strategy.StrategyCatalogue;
import io.maestro.strategy.StrategyRef;
import io.maestro.testkit.KnowledgeFixture;
import io.maestro.testkit.MessageProbe;
import io.maestro.testkit.RecordingListener;
import io.maestro.testkit.RecordingLog;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.fault.FaultPlan;
import io.maestro.testkit.fault.Faults;
import io.maestro.testkit.fault.Point;
import io.maestro.testkit.sim.SimCluster;
import io.maestro.testkit.sim.SimNode;
import io.maestro.testkit.time.VirtualTime;
import io.maestro.time.TimeSource;
import io.maestro.time.Timer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The library's own objects, alive and dead, that calls are made on and that are passed to them.
 */
final class Specimens implements AutoCloseable {
  private final Random random;
  private final HostWorld world;
  private final Map<Class<?>, List<Supplier<?>>> byType = new HashMap<>();
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final StrategyMaestro closed;
  private StrategyMaestro latest;

  Specimens(Random random, HostWorld world) {
    this.random = random;
    this.world = world;
    this.latest = newMaestro();
    this.closed = newMaestro();
    closed.close();
    addRuns();
    addStores();
    addContexts();
    addStages();
    addTestkit();
    addRest();
  }

  boolean has(Class<?> type) {
    return byType.containsKey(type);
  }

  Object one(Class<?> type) {
    List<Supplier<?>> suppliers = byType.get(type);
    return suppliers.get(random.nextInt(suppliers.size())).get();
  }

  private <T> void add(Class<T> type, Supplier<? extends T> supplier) {
    byType.computeIfAbsent(type, first -> new ArrayList<>()).add(supplier);
  }

  private <C extends AutoCloseable> C open(C thing) {
    opened.push(thing);
    return thing;
  }

  private void addRuns() {
    add(StrategyMaestro.class, this::running);
    add(StrategyMaestro.class, this::closedMaestro);
    add(Run.class, world::sleepingRun);
    add(Run.class, () -> world.maestro().run(RunId.of("call-1"), String.class));
    add(Run.class, () -> world.maestro().run(RunId.of("unknown"), String.class));
    add(Run.class, () -> closedMaestro().run(RunId.of("unknown"), String.class));
    add(RunSelection.class, () -> world.maestro().runs(RunQuery.all().limit(1)));
    add(RunSelection.class, () -> closedMaestro().runs(RunQuery.all()));
    add(SystemState.class, () -> running().systemState());
    add(SystemState.class, () -> closedMaestro().systemState());
    add(StateManager.class, () -> world.maestro().stateManager());
    add(StateManager.class, () -> closedMaestro().stateManager());
    add(StateKey.class, () -> StateKey.of("component", "name", String.class));
    add(SyncReport.Difference.class, Specimens::difference);
    add(MaestroLogger.class, () -> world.maestro().logger());
    add(StrategyCatalogue.class, () -> world.maestro().strategies());
    add(StrategyCatalogue.class, () -> closedMaestro().strategies());
    add(KnowledgeBase.class, () -> world.maestro().knowledge());
    add(KnowledgeBase.class, () -> closedMaestro().knowledge());
    add(OptimizationLoop.class, this::unknownLoop);
    add(PipelineCommunication.class, () -> world.maestro().communication());
    add(PipelineCommunication.class, () -> closedMaestro().communication());
    add(Subscription.class, this::subscription);
    add(RequestContext.class, world::request);
    add(MessageProbe.class, () -> MessageProbe.subscribing(world.maestro(), HostWorld.NEWS));
    add(Watch.class, () -> world.sleepingRun().watch(info -> {}));
  }

  private static SyncReport.Difference difference() {
    return new SyncReport.Difference(
        StateKey.of("component", "name", String.class),
        SyncReport.Kind.STALE,
        1,
        OptionalLong.of(2),
        SyncReport.Resolution.TAKEN_FROM_STORE,
        "");
  }

  private OptimizationLoop<?> unknownLoop() {
    return world
        .maestro()
        .continuousOptimization(HostWorld.KIND, new StrategyRef("kind", "unknown", 1));
  }

  private Subscription subscription() {
    return open(world.maestro().communication().subscribe(HostWorld.NEWS, (news, envelope) -> {}));
  }

  /** Mostly the one before, which a call may have closed meanwhile. */
  private StrategyMaestro running() {
    if (random.nextInt(8) == 0) {
      latest = newMaestro();
    }
    return latest;
  }

  private StrategyMaestro newMaestro() {
    TestHost host = newHost();
    return host.start(builder -> builder.register(HostWorld.KIND).register(HostWorld.SLEEPING));
  }

  private StrategyMaestro closedMaestro() {
    return closed;
  }

  private TestHost newHost() {
    TestHost host = new TestHost();
    host.leavesRuns();
    open(host::close);
    return host;
  }

  private void addStores() {
    add(StoreContext.class, this::storeContext);
    add(StateStoreFactory.class, InMemoryStateStore::factory);
    add(StateStoreFactory.class, InMemoryStateStore::retained);
    add(StateStore.class, this::store);
    add(StateStore.class, this::closedStore);
    add(InMemoryStateStore.class, () -> (InMemoryStateStore) store());
    add(DocumentStore.class, () -> store().documents());
    add(RunStore.class, () -> store().runs());
    add(StoreExport.class, () -> store().export());
    add(StoreExport.class, this::closedExport);
    add(StoreRestore.class, () -> store().restore(StoreRestore.Target.REPLACE));
    add(StoreRestore.class, () -> store().restore(StoreRestore.Target.MUST_BE_EMPTY));
  }

  private record NoSignals() implements StoreSignals {
    @Override
    public void newWork() {}

    @Override
    public void newMail(RunId run) {}
  }

  private StoreContext storeContext() {
    return new StoreContext(
        newTime(), Runnable::run, world.deadStep().log(), new NoSignals(), Duration.ofDays(7));
  }

  private StateStore store() {
    return open(InMemoryStateStore.factory().open(storeContext()));
  }

  private StateStore closedStore() {
    StateStore store = store();
    store.close();
    return store;
  }

  private StoreExport closedExport() {
    StoreExport export = store().export();
    export.close();
    return export;
  }

  private void addContexts() {
    add(FlowContext.class, world::deadFlow);
    add(StepContext.class, world::deadStep);
    add(RunKnowledge.class, () -> world.deadStep().knowledge());
    add(Branch.class, world::deadBranch);
    add(Each.class, world::deadEach);
    add(RunLog.class, () -> world.deadStep().log());
    add(RunLog.class, () -> world.deadFlow().log());
  }

  private void addStages() {
    add(KindStages.NeedsResearch.class, () -> StrategyKind.named("another"));
    add(KindStages.NeedsAnalysis.class, Specimens::researched);
    add(KindStages.NeedsCreation.class, Specimens::analysed);
    add(KindStages.NeedsOptimization.class, Specimens::created);
    add(KindStages.NeedsValidation.class, Specimens::optimized);
    add(KindStages.NeedsExecution.class, Specimens::validated);
    add(
        KindStages.Complete.class,
        () -> validated().execution(String.class, (task, flow) -> "outcome"));
    add(StrategyKind.class, () -> HostWorld.KIND);
    add(Gate.class, () -> Gate.that(Threshold.atLeast(HostWorld.KEY, 0)));
    add(Check.class, () -> Check.that(Threshold.atLeast(HostWorld.KEY, 0)));
  }

  private static KindStages.NeedsAnalysis<String> researched() {
    return StrategyKind.named("another")
        .research(String.class, (task, flow) -> Research.of("data"));
  }

  private static KindStages.NeedsCreation<String, String> analysed() {
    return researched().analysis(String.class, (task, flow) -> Analysis.of("view"));
  }

  private static KindStages.NeedsOptimization<String, String, String> created() {
    return analysed().creation(String.class, (research, analysis) -> Draft.of("spec"));
  }

  private static KindStages.NeedsValidation<String, String, String> optimized() {
    return created()
        .optimization((task, flow) -> Optimized.of("spec", io.maestro.metric.Metrics.none()));
  }

  private static KindStages.NeedsExecution<String, String, String> validated() {
    return optimized().validation("check", Check.that(Threshold.atLeast(HostWorld.KEY, 0)));
  }

  private void addTestkit() {
    add(TestHost.class, this::newHost);
    add(KnowledgeFixture.class, () -> KnowledgeFixture.on(world.maestro(), world.host().time()));
    add(VirtualTime.class, this::newTime);
    add(VirtualTime.class, this::closedTime);
    add(TimeSource.class, this::newTime);
    add(TimeSource.class, this::closedTime);
    add(Timer.class, () -> newTime().schedule(Duration.ofDays(1), () -> {}, "a specimen"));
    add(MaestroListener.class, RecordingListener::new);
    add(LogSink.class, RecordingLog::new);
    add(FaultPlan.class, () -> new Faults().at(Point.BEFORE_END));
    add(SimNode.class, () -> open(SimCluster.start(1, 1)).node(0));
  }

  private VirtualTime newTime() {
    return open(VirtualTime.create());
  }

  private VirtualTime closedTime() {
    VirtualTime time = newTime();
    time.close();
    return time;
  }

  private void addRest() {
    add(MaestroBuilder.class, () -> Maestro.builder().time(newTime()).executor(Runnable::run));
    add(MaestroConfig.Builder.class, MaestroConfig::builder);
    add(Codec.class, Codec::liveObjects);
    add(TypeToken.class, () -> TypeToken.of(String.class));
    add(DurationRange.class, Specimens::rangeOfTheLease);
    add(Executor.class, () -> Runnable::run);
    add(Executor.class, () -> Specimens::refuse);
    add(UnaryOperator.class, UnaryOperator::identity);
    add(UnaryOperator.class, () -> same -> null);
    add(
        UnaryOperator.class,
        () ->
            same -> {
              throw new HostException();
            });
  }

  private static void refuse(Runnable task) {
    throw new RejectedExecutionException("closed");
  }

  private static DurationRange rangeOfTheLease() {
    try {
      return MaestroConfig.class.getDeclaredField("lease").getAnnotation(DurationRange.class);
    } catch (NoSuchFieldException renamed) {
      throw new IllegalStateException(renamed);
    }
  }

  /** Closes something that a call has opened. */
  void willClose(Object result) {
    if (result instanceof AutoCloseable closeable) {
      open(closeable);
    }
  }

  @Override
  public void close() {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception refused) {
        throw new AssertionError("what bad calls have opened can't be closed", refused);
      }
    }
  }
}
