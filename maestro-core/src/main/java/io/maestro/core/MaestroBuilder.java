package io.maestro.core;

import static java.util.Objects.requireNonNull;

import io.maestro.StrategyMaestro;
import io.maestro.codec.Codec;
import io.maestro.config.InvalidConfigException;
import io.maestro.config.MaestroConfig;
import io.maestro.core.log.Logs;
import io.maestro.core.memory.InMemoryStateStore;
import io.maestro.flow.Workflow;
import io.maestro.kind.StrategyKind;
import io.maestro.knowledge.KnowledgeStoreFactory;
import io.maestro.log.LogSink;
import io.maestro.monitor.MaestroListener;
import io.maestro.store.StateStoreFactory;
import io.maestro.time.TimeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Collects what a maestro is made of, and starts it. Not thread-safe; every method but {@link
 * #start()} returns the builder.
 *
 * <p>Nothing can be registered after the start. All mistakes are reported at once, by the start.
 */
public final class MaestroBuilder {
  private final List<StrategyKind<?, ?, ?, ?>> kinds = new ArrayList<>();
  private final List<Workflow<?, ?>> workflows = new ArrayList<>();
  private final List<MaestroListener> listeners = new ArrayList<>();
  private MaestroConfig config = MaestroConfig.defaults();
  private StateStoreFactory store = InMemoryStateStore.factory();
  private Optional<Codec> codec = Optional.empty();
  private Optional<Executor> executor = Optional.empty();
  private Optional<TimeSource> time = Optional.empty();
  private Optional<KnowledgeStoreFactory> knowledge = Optional.empty();
  private LogSink log = Logs.slf4j();

  MaestroBuilder() {}

  /** Registers a kind of strategy; its name must be unique. */
  public MaestroBuilder register(StrategyKind<?, ?, ?, ?> kind) {
    kinds.add(requireNonNull(kind, "kind"));
    return this;
  }

  /** Registers a workflow; its name must be unique. */
  public MaestroBuilder register(Workflow<?, ?> workflow) {
    workflows.add(requireNonNull(workflow, "workflow"));
    return this;
  }

  /** Sets the settings; by default {@link MaestroConfig#defaults()}. */
  public MaestroBuilder config(MaestroConfig settings) {
    config = requireNonNull(settings, "settings");
    return this;
  }

  /** Sets the store; by default one in memory. The maestro opens and closes it. */
  public MaestroBuilder store(StateStoreFactory factory) {
    store = requireNonNull(factory, "factory");
    return this;
  }

  /** Sets the codec; by default the store's own. */
  public MaestroBuilder codec(Codec payloadCodec) {
    codec = Optional.of(payloadCodec);
    return this;
  }

  /**
   * Sets the executor on which host code runs; by default virtual threads where the JVM has them,
   * else a bounded pool. It remains the host's: the maestro never closes it. It must run tasks on
   * threads of its own, never on the one that gives them.
   */
  public MaestroBuilder executor(Executor hostExecutor) {
    executor = Optional.of(hostExecutor);
    return this;
  }

  /** Sets the source of time; by default the JVM's clocks. It remains the host's. */
  public MaestroBuilder time(TimeSource hostTime) {
    time = Optional.of(hostTime);
    return this;
  }

  /**
   * Sets where knowledge is kept; by default among the documents of the store. The maestro opens
   * and closes it.
   */
  public MaestroBuilder knowledge(KnowledgeStoreFactory factory) {
    knowledge = Optional.of(factory);
    return this;
  }

  /** Adds a listener. */
  public MaestroBuilder listener(MaestroListener listener) {
    listeners.add(requireNonNull(listener, "listener"));
    return this;
  }

  /** Sets where log lines go; by default to SLF4J. It remains the host's. */
  public MaestroBuilder log(LogSink sink) {
    log = requireNonNull(sink, "sink");
    return this;
  }

  /**
   * Starts the maestro: opens the store, goes on with unfinished runs, and takes new ones.
   *
   * @return the running maestro, to be closed by the caller
   * @throws InvalidConfigException with every mistake in what was given
   * @throws io.maestro.store.StoreException if the store can't be opened; nothing is left open then
   */
  public StrategyMaestro start() {
    new SetupCheck(config, kinds, workflows).throwIfWrong();
    new PrimaryMetrics(config, kinds).warning().ifPresent(Logs.ofMaestro(log)::warn);
    return RunningMaestro.start(
        new Parts(config, kinds, workflows, listeners, log),
        new Openings(store, knowledge, codec, executor, time));
  }
}
