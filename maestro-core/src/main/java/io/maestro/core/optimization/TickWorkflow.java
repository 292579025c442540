package io.maestro.core.optimization;

import io.maestro.codec.TypeToken;
import io.maestro.flow.FlowContext;
import io.maestro.flow.Retry;
import io.maestro.flow.StepPolicy;
import io.maestro.flow.Workflow;
import io.maestro.optimization.LoopMemory;
import io.maestro.optimization.OptimizationDecision;
import io.maestro.optimization.TickRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One tick of the loops of a kind: recall, observe, decide, optimize if needed, learn, remember.
 *
 * <p>Each write of the loop's documents may be made again after a crash and counts once. No permit
 * is held while the development is waited for: it takes its own.
 */
public final class TickWorkflow<S> implements Workflow.Body<TickRequest, OptimizationDecision> {
  /** The library's own writes, which may be repeated: an optimization must not be lost to them. */
  static final StepPolicy PATIENT =
      StepPolicy.retrying(Retry.upTo(20).backoff(Duration.ofMillis(200), Duration.ofMinutes(1)));

  private final KindInWork<S> kind;

  private TickWorkflow(KindInWork<S> kind) {
    this.kind = kind;
  }

  static <S> Workflow<TickRequest, OptimizationDecision> of(KindInWork<S> kind) {
    return Workflow.of(
        nameOf(kind.name()),
        TickRequest.class,
        OptimizationDecision.class,
        new TickWorkflow<>(kind));
  }

  /** Returns the name of the workflow of a kind's ticks. */
  public static String nameOf(String kind) {
    return "improve/" + kind;
  }

  @Override
  public OptimizationDecision run(TickRequest request, FlowContext flow) {
    LoopName loop = LoopName.of(request);
    FlowContext patient = flow.with(PATIENT);
    LoopMemory memory =
        patient.await("recall", LoopMemory.class, step -> kind.documents().read(loop));
    return memory.ticks() >= request.number()
        ? decided(loop, request.number(), patient)
        : new TickInWork<>(kind, loop, memory, request.number(), flow).run();
  }

  /** The tick is over, and its run has been deleted since. */
  private OptimizationDecision decided(LoopName loop, long number, FlowContext flow) {
    return flow.await(
        "decided",
        TypeToken.of(OptimizationDecision.class),
        step -> kind.documents().decision(loop, number));
  }

  /** Two are equal if they work on the same kind. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TickWorkflow<?> that && that.kind.equals(kind);
  }

  @Override
  public int hashCode() {
    return kind.hashCode();
  }
}
