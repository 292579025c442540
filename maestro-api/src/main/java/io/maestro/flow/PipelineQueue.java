package io.maestro.flow;

import io.maestro.run.Names;

/**
 * The name of a bounded queue that grants permits to parts of flows: how a pipeline limits what
 * works and what waits.
 *
 * @param name 1 to 200 characters of {@code [A-Za-z0-9._:/-]}
 */
public record PipelineQueue(String name) {
  /** The queue in which a strategy as a whole, developed or executed, waits for its turn. */
  public static final PipelineQueue STRATEGIES = new PipelineQueue("strategies");

  /** The queue of research. */
  public static final PipelineQueue RESEARCH = new PipelineQueue("research");

  /** The queue of analysis. */
  public static final PipelineQueue ANALYSIS = new PipelineQueue("analysis");

  /** The queue of optimization. */
  public static final PipelineQueue OPTIMIZATION = new PipelineQueue("optimization");

  /** The queue of execution. */
  public static final PipelineQueue EXECUTION = new PipelineQueue("execution");

  /** Checks the name. */
  public PipelineQueue {
    Names.check(name, "a queue's name");
  }
}
