package io.maestro.config;

import static java.util.Objects.requireNonNull;

import io.maestro.flow.PipelineQueue;
import io.maestro.metric.Threshold;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The settings of a maestro. Immutable.
 *
 * <p>Nothing is checked before the maestro starts: then all mistakes are reported at once by an
 * {@link InvalidConfigException}. {@code docs/settings.md} lists every setting with its default and
 * range.
 */
public final class MaestroConfig {
  /** How many strategies are worked on at once if nothing is set. */
  public static final int DEFAULT_MAX_CONCURRENT_STRATEGIES = 10;

  /** How often strategies are re-optimized if nothing is set. */
  public static final Duration DEFAULT_OPTIMIZATION_INTERVAL = Duration.ofHours(1);

  /** How long an owned run stays owned without a heartbeat if nothing is set. */
  public static final Duration DEFAULT_LEASE = Duration.ofSeconds(15);

  /** How long an interrupted step may take to end if nothing is set. */
  public static final Duration DEFAULT_GRACE_PERIOD = Duration.ofSeconds(5);

  /** How long closing waits for running steps if nothing is set. */
  public static final Duration DEFAULT_SHUTDOWN_TIMEOUT = Duration.ofSeconds(30);

  /** How long a request is waited for if nothing is set. */
  public static final Duration DEFAULT_REQUEST_TIMEOUT = Duration.ofSeconds(30);

  /** How long an ended run is kept if nothing is set. */
  public static final Duration DEFAULT_FINISHED_RETENTION = Duration.ofDays(7);

  @Min(1)
  @Max(100_000)
  private final int maxConcurrentStrategies;

  @DurationRange(min = "PT1S", max = "P3650D")
  private final Duration optimizationInterval;

  private final OptionalDouble performanceThreshold;

  private final List<Threshold> performanceThresholds;

  @DurationRange(min = "PT0.1S", max = "PT1H")
  private final Duration lease;

  @DurationRange(min = "PT0S", max = "PT1H")
  private final Duration gracePeriod;

  @DurationRange(min = "PT0S", max = "PT24H")
  private final Duration shutdownTimeout;

  @DurationRange(min = "PT0.001S", max = "P1D")
  private final Duration requestTimeout;

  @DurationRange(min = "PT0S", max = "P36500D")
  private final Duration finishedRetention;

  @Min(1)
  @Max(10_000)
  private final int workers;

  private final Map<String, @Valid PipelineLimits> pipelines;

  @Valid private final RunLimits limits;

  private final List<ConfigProblem> unreadable;

  private MaestroConfig(Builder builder) {
    this.maxConcurrentStrategies = builder.maxConcurrentStrategies;
    this.optimizationInterval = builder.optimizationInterval;
    this.performanceThreshold = builder.performanceThreshold;
    this.performanceThresholds = builder.performanceThresholds;
    this.lease = builder.lease;
    this.gracePeriod = builder.gracePeriod;
    this.shutdownTimeout = builder.shutdownTimeout;
    this.requestTimeout = builder.requestTimeout;
    this.finishedRetention = builder.finishedRetention;
    this.workers = builder.workers;
    this.pipelines = Collections.unmodifiableMap(new TreeMap<>(builder.pipelines));
    this.limits = builder.limits;
    this.unreadable = List.copyOf(builder.unreadable);
  }

  /** Returns the settings if nothing is set. */
  public static MaestroConfig defaults() {
    return builder().build();
  }

  /** Returns a builder with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder with these settings. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** Returns how many developments and executions are worked on at once; further ones wait. */
  public int maxConcurrentStrategies() {
    return maxConcurrentStrategies;
  }

  /** Returns how often strategies are re-optimized. */
  public Duration optimizationInterval() {
    return optimizationInterval;
  }

  /** Returns the threshold for each kind's primary metric, or empty if none is set. */
  public OptionalDouble performanceThreshold() {
    return performanceThreshold;
  }

  /**
   * Returns the thresholds that executions are held to; each is asked of the versions whose primary
   * metric or one of whose expected metrics it is about.
   */
  public List<Threshold> performanceThresholds() {
    return performanceThresholds;
  }

  /** Returns how long an owned run stays owned without a heartbeat. */
  public Duration lease() {
    return lease;
  }

  /** Returns how long an interrupted step may take to end before it is abandoned. */
  public Duration gracePeriod() {
    return gracePeriod;
  }

  /** Returns how long closing waits for running steps. */
  public Duration shutdownTimeout() {
    return shutdownTimeout;
  }

  /** Returns how long a request is waited for that says nothing else. */
  public Duration requestTimeout() {
    return requestTimeout;
  }

  /** Returns how long an ended run is kept. */
  public Duration finishedRetention() {
    return finishedRetention;
  }

  /** Returns how many worker threads there are at most, where the JVM has no virtual threads. */
  public int workers() {
    return workers;
  }

  /**
   * Returns the limits of a pipeline's queue; those of {@link PipelineQueue#STRATEGIES} follow from
   * {@link #maxConcurrentStrategies()} and the capacity for research unless they are set.
   */
  public PipelineLimits pipeline(PipelineQueue queue) {
    PipelineLimits set = pipelines.get(queue.name());
    if (set != null) {
      return set;
    }
    return queue.equals(PipelineQueue.STRATEGIES)
        ? new PipelineLimits(maxConcurrentStrategies, pipeline(PipelineQueue.RESEARCH).capacity())
        : PipelineLimits.defaults();
  }

  /** Returns how large and how many runs may be. */
  public RunLimits limits() {
    return limits;
  }

  /** Returns what could not be read from environment variables; such a config never starts. */
  public List<ConfigProblem> unreadable() {
    return unreadable;
  }

  @Override
  public String toString() {
    return "MaestroConfig[maxConcurrentStrategies=%d, optimizationInterval=%s, lease=%s, workers=%d, pipelines=%s, limits=%s]"
        .formatted(
            maxConcurrentStrategies, optimizationInterval, lease, workers, pipelines, limits);
  }

  /** Collects settings. Not thread-safe; every method but {@link #build()} returns the builder. */
  public static final class Builder {
    private int maxConcurrentStrategies = DEFAULT_MAX_CONCURRENT_STRATEGIES;
    private Duration optimizationInterval = DEFAULT_OPTIMIZATION_INTERVAL;
    private OptionalDouble performanceThreshold = OptionalDouble.empty();
    private List<Threshold> performanceThresholds = List.of();
    private Duration lease = DEFAULT_LEASE;
    private Duration gracePeriod = DEFAULT_GRACE_PERIOD;
    private Duration shutdownTimeout = DEFAULT_SHUTDOWN_TIMEOUT;
    private Duration requestTimeout = DEFAULT_REQUEST_TIMEOUT;
    private Duration finishedRetention = DEFAULT_FINISHED_RETENTION;
    private int workers = Math.max(8, 4 * Runtime.getRuntime().availableProcessors());
    private final Map<String, PipelineLimits> pipelines = new TreeMap<>();
    private RunLimits limits = RunLimits.defaults();
    private final List<ConfigProblem> unreadable = new java.util.ArrayList<>();

    private Builder() {}

    private Builder(MaestroConfig config) {
      maxConcurrentStrategies = config.maxConcurrentStrategies;
      optimizationInterval = config.optimizationInterval;
      performanceThreshold = config.performanceThreshold;
      performanceThresholds = config.performanceThresholds;
      lease = config.lease;
      gracePeriod = config.gracePeriod;
      shutdownTimeout = config.shutdownTimeout;
      requestTimeout = config.requestTimeout;
      finishedRetention = config.finishedRetention;
      workers = config.workers;
      pipelines.putAll(config.pipelines);
      limits = config.limits;
      unreadable.addAll(config.unreadable);
    }

    /** Sets how many developments and executions are worked on at once, 1 to 100,000. */
    public Builder maxConcurrentStrategies(int strategies) {
      maxConcurrentStrategies = strategies;
      return this;
    }

    /** Sets how often strategies are re-optimized, 1 second to 3,650 days. */
    public Builder optimizationInterval(Duration interval) {
      optimizationInterval = requireNonNull(interval, "interval");
      return this;
    }

    /**
     * Sets the threshold for each kind's primary metric, kept on the better side of it: at least so
     * much where more is better, at most so much where less is.
     */
    public Builder performanceThreshold(double threshold) {
      if (!Double.isFinite(threshold)) {
        throw new IllegalArgumentException("performanceThreshold must be finite: " + threshold);
      }
      performanceThreshold = OptionalDouble.of(threshold);
      return this;
    }

    /**
     * Sets the thresholds that executions are held to; each is asked of the versions whose primary
     * metric or one of whose expected metrics it is about.
     */
    public Builder performanceThresholds(List<Threshold> thresholds) {
      performanceThresholds = List.copyOf(thresholds);
      return this;
    }

    /** Sets how long an owned run stays owned without a heartbeat, 100 ms to 1 hour. */
    public Builder lease(Duration time) {
      lease = requireNonNull(time, "time");
      return this;
    }

    /** Sets how long an interrupted step may take to end, 0 to 1 hour. */
    public Builder gracePeriod(Duration time) {
      gracePeriod = requireNonNull(time, "time");
      return this;
    }

    /** Sets how long closing waits for running steps, 0 to 24 hours. */
    public Builder shutdownTimeout(Duration time) {
      shutdownTimeout = requireNonNull(time, "time");
      return this;
    }

    /** Sets how long a request is waited for that says nothing else, 1 ms to 1 day. */
    public Builder requestTimeout(Duration time) {
      requestTimeout = requireNonNull(time, "time");
      return this;
    }

    /** Sets how long an ended run is kept, 0 to 36,500 days. */
    public Builder finishedRetention(Duration time) {
      finishedRetention = requireNonNull(time, "time");
      return this;
    }

    /** Sets how many worker threads there are at most, 1 to 10,000. */
    public Builder workers(int threads) {
      workers = threads;
      return this;
    }

    /** Sets the limits of one pipeline's queue. */
    public Builder pipeline(PipelineQueue queue, PipelineLimits queueLimits) {
      pipelines.put(queue.name(), requireNonNull(queueLimits, "queueLimits"));
      return this;
    }

    /** Sets how large and how many runs may be. */
    public Builder limits(RunLimits runLimits) {
      limits = requireNonNull(runLimits, "runLimits");
      return this;
    }

    /**
     * Sets what environment variables say: {@code MAX_STRATEGIES}, {@code OPTIMIZATION_INTERVAL}
     * (in seconds, or ISO-8601) and {@code PERFORMANCE_THRESHOLD}; others are ignored. What can't
     * be read is reported, with all other mistakes, when the maestro starts.
     *
     * @param variables the variables, as {@code System.getenv()} gives them
     */
    public Builder environment(Map<String, String> variables) {
      EnvironmentVariables environment = new EnvironmentVariables(variables, unreadable);
      environment.integer("MAX_STRATEGIES").ifPresent(this::maxConcurrentStrategies);
      environment.duration("OPTIMIZATION_INTERVAL").ifPresent(this::optimizationInterval);
      environment.number("PERFORMANCE_THRESHOLD").ifPresent(this::performanceThreshold);
      return this;
    }

    /** Returns the settings, unchecked. */
    public MaestroConfig build() {
      return new MaestroConfig(this);
    }
  }
}
