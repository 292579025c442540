package io.maestro.samples.lab.policy;

import io.maestro.flow.FlowContext;
import io.maestro.flow.Workflow;
import io.maestro.pipeline.ResearchTask;
import io.maestro.samples.lab.data.Prices;
import java.util.Arrays;
import java.util.List;

/**
 * How all policies would have fared, in their order, as it is recorded. Each is replayed by a
 * maestro of its own, which is one step of the flow that asks for all.
 */
public record Replays(List<Lived> all) {
  /** Copies what it is given. */
  public Replays {
    all = List.copyOf(all);
  }

  /** How one policy would have fared; the same at every call. */
  public static Replay of(Policy policy, Prices prices) {
    try (Replaying replaying = new Replaying(policy, prices, new Market(prices))) {
      return replaying.replay();
    }
  }

  /** The replays, on the prices that they were made on. */
  public List<Replay> on(Prices prices) {
    return all.stream().map(lived -> lived.on(prices)).toList();
  }

  /** The workflow that replays them side by side. */
  public static Workflow<ResearchTask, Replays> workflow(Prices prices) {
    return Workflow.of(
        "policies", ResearchTask.class, Replays.class, (task, flow) -> replay(prices, flow));
  }

  private static Replays replay(Prices prices, FlowContext flow) {
    return new Replays(
        flow.each("policy", Arrays.asList(Policy.values()), Policy::id)
            .step(Lived.class, (policy, step) -> Lived.of(of(policy, prices)))
            .join());
  }
}
