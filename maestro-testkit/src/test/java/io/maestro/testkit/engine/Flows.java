package io.maestro.testkit.engine;

import io.maestro.StrategyMaestro;
import io.maestro.codec.TypeToken;
import io.maestro.flow.Workflow;
import io.maestro.run.Failure;
import io.maestro.run.Run;
import io.maestro.run.RunId;
import io.maestro.run.RunOptions;
import io.maestro.run.RunRejectedException;
import io.maestro.testkit.TestHost;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Short forms for the tests of the engine. */
final class Flows {
  static final TypeToken<List<String>> TEXTS = new TypeToken<>() {};

  /** Short at first, so that little more time passes than must. */
  private static final List<Duration> LOOKS =
      Stream.concat(
              Collections.nCopies(600, Duration.ofSeconds(1)).stream(),
              Collections.nCopies(6_000, Duration.ofSeconds(30)).stream())
          .toList();

  private Flows() {}

  /** A workflow from text to text, named {@code flow}. */
  static Workflow<String, String> flow(Workflow.Body<String, String> body) {
    return Workflow.of("flow", String.class, String.class, body);
  }

  static Workflow<String, String> flow(String name, Workflow.Body<String, String> body) {
    return Workflow.of(name, String.class, String.class, body);
  }

  /** Starts a maestro that knows the workflow, and a run of it named {@code run}. */
  static Run<String> run(TestHost host, Workflow<String, String> workflow) {
    return maestro(host, workflow).start(workflow, "in", RunOptions.named("run"));
  }

  static StrategyMaestro maestro(TestHost host, Workflow<?, ?>... workflows) {
    return host.start(
        builder -> {
          for (var workflow : workflows) {
            builder.register(workflow);
          }
          return builder;
        });
  }

  /** Runs a workflow to its end, in words. */
  static String end(TestHost host, Workflow<String, String> workflow) {
    return end(host, run(host, workflow));
  }

  /** Waits for a run's end, and gives it in words. */
  static String end(TestHost host, Run<?> run) {
    return within(host, run.outcome())
        .fold(
            value -> "SUCCEEDED " + value,
            failure -> "FAILED " + failure.kind() + " " + failure.step(),
            reason -> "CANCELLED " + reason);
  }

  static Failure failure(TestHost host, Run<?> run) {
    return within(host, run.outcome())
        .fold(
            value -> {
              throw new AssertionError("the run did not fail but gave " + value);
            },
            failure -> failure,
            reason -> {
              throw new AssertionError("the run did not fail but was cancelled: " + reason);
            });
  }

  /** Waits for a future, a few virtual hours at most: heartbeats would go on for ever. */
  static <T> T within(TestHost host, CompletableFuture<T> future) {
    settle(host, future);
    return host.get(future);
  }

  static RunRejectedException.Reason refusal(TestHost host, CompletableFuture<?> future) {
    settle(host, future);
    if (host.time().failure(future) instanceof RunRejectedException refused) {
      return refused.reason();
    }
    throw new AssertionError("it failed otherwise", host.time().failure(future));
  }

  private static void settle(TestHost host, CompletableFuture<?> future) {
    host.time().runUntilIdle();
    for (Duration look : LOOKS) {
      if (future.isDone()) {
        return;
      }
      host.time().advance(look);
    }
    throw new AssertionError("not done in two days; timers: " + host.time().pendingTimers());
  }

  static List<String> journal(TestHost host, RunId run) {
    return host.get(host.maestro().journal(run)).stream()
        .map(step -> step.path() + " " + step.state() + " " + step.attempts())
        .toList();
  }
}
