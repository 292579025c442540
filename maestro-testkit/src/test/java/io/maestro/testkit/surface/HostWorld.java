package io.maestro.testkit.surface;

import io.maestro.StrategyMaestro;
import io.maestro.flow.Branch;
import io.maestro.flow.Each;
import io.maestro.flow.FlowContext;
import io.maestro.flow.StepContext;
import io.maestro.flow.Workflow;
import io.maestro.kind.StrategyKind;
import io.maestro.message.RequestContext;
import io.maestro.message.Service;
import io.maestro.message.Topic;
import io.maestro.metric.MetricKey;
import io.maestro.metric.Metrics;
import io.maestro.metric.Threshold;
import io.maestro.pipeline.Check;
import io.maestro.run.Run;
import io.maestro.run.RunOptions;
import io.maestro.strategy.Analysis;
import io.maestro.strategy.Draft;
import io.maestro.strategy.Optimized;
import io.maestro.strategy.Research;
import io.maestro.testkit.TestHost;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** A maestro with a host around it, whose flows make the calls that can only be made in a run. */
final class HostWorld implements AutoCloseable {
  static final MetricKey KEY = MetricKey.higherIsBetter("score", "");

  static final StrategyKind<String, String, String, String> KIND =
      StrategyKind.named("kind")
          .research(String.class, (task, flow) -> Research.of("data"))
          .analysis(String.class, (task, flow) -> Analysis.of("view"))
          .creation(String.class, (research, analysis) -> Draft.of("spec"))
          .optimization((task, flow) -> Optimized.of("spec", Metrics.of(KEY, 1)))
          .validation("check", Check.that(Threshold.atLeast(KEY, 0)))
          .execution(String.class, (task, flow) -> "outcome")
          .build();

  static final Topic<String> NEWS = Topic.of("news", String.class);

  private static final Service<String, String> ASKED =
      Service.of("asked", String.class, String.class);

  static final Workflow<String, String> SLEEPING =
      Workflow.of("sleeping", String.class, String.class, HostWorld::sleepForYears);

  /** A call that is made within a run. */
  interface Call {
    void make(FlowContext flow, Object target) throws InvocationTargetException;
  }

  /** Where in a run a call is made. */
  enum Place {
    FLOW,
    STEP,
    BRANCH,
    EACH;

    private String make(Call call, FlowContext flow) throws InvocationTargetException {
      switch (this) {
        case FLOW -> call.make(flow, flow);
        case BRANCH -> call.make(flow, flow.fork("branch", inner -> "x"));
        case EACH -> call.make(flow, flow.each("each", List.of("a", "b"), item -> item));
        case STEP -> flow.run("step", step -> call.make(flow, step));
      }
      return "made";
    }
  }

  private record Planned(Place place, Call call) {}

  private final Map<String, Planned> planned = new ConcurrentHashMap<>();
  private final TestHost host = new TestHost();
  private final Workflow<String, String> calling =
      Workflow.of("calling", String.class, String.class, this::callPlanned);
  private final StrategyMaestro maestro =
      host.start(builder -> builder.register(KIND).register(SLEEPING).register(calling));
  private int runs;

  private FlowContext flow;
  private StepContext step;
  private Branch<String> branch;
  private Each<String> each;

  HostWorld() {
    callIn(Place.FLOW, (context, target) -> flow = context);
    callIn(Place.STEP, (context, target) -> step = (StepContext) target);
    callIn(Place.BRANCH, (context, target) -> branch = context.fork("kept", inner -> "x"));
    callIn(Place.EACH, (context, target) -> each = context.each("kept", List.of("a"), i -> i));
  }

  private static String sleepForYears(String input, FlowContext flow) {
    flow.sleep("nap", Duration.ofDays(3_650));
    return input;
  }

  private String callPlanned(String number, FlowContext flow) throws InvocationTargetException {
    Planned plan = planned.get(number);
    return plan == null ? "gone" : plan.place().make(plan.call(), flow);
  }

  /** Makes a call within a run of its own, and ends the run. */
  Run<String> callIn(Place place, Call call) {
    String number = String.valueOf(++runs);
    planned.put(number, new Planned(place, call));
    Run<String> run = maestro.start(calling, number, RunOptions.named("call-" + number));
    settle();
    var cancelled = run.cancel("the call was made");
    settle();
    if (!cancelled.isDone()) {
      throw new AssertionError(run.id() + " can't be cancelled");
    }
    planned.remove(number);
    return run;
  }

  /** Does what can be done without letting time pass. */
  void settle() {
    host.time().runUntilIdle();
  }

  StrategyMaestro maestro() {
    return maestro;
  }

  TestHost host() {
    return host;
  }

  Run<String> sleepingRun() {
    return maestro.start(SLEEPING, "x", RunOptions.named("sleeper"));
  }

  /** A request that is over. */
  RequestContext request() {
    CompletableFuture<RequestContext> seen = new CompletableFuture<>();
    var serving =
        maestro
            .communication()
            .serve(
                ASKED,
                (question, request) -> {
                  seen.complete(request);
                  return question;
                });
    host.get(maestro.communication().request(ASKED, "x"));
    serving.close();
    return host.get(seen);
  }

  /** A context whose run has ended. */
  FlowContext deadFlow() {
    return flow;
  }

  StepContext deadStep() {
    return step;
  }

  Branch<String> deadBranch() {
    return branch;
  }

  Each<String> deadEach() {
    return each;
  }

  @Override
  public void close() {
    host.leavesRuns();
    List<String> left = host.close();
    if (!left.isEmpty()) {
      throw new AssertionError("bad calls have left " + left);
    }
  }
}
