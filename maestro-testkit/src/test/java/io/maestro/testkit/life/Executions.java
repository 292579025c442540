package io.maestro.testkit.life;

import io.maestro.StrategyMaestro;
import io.maestro.config.MaestroConfig;
import io.maestro.execution.Denial;
import io.maestro.execution.Execution;
import io.maestro.execution.Mode;
import io.maestro.kind.StrategyKind;
import io.maestro.pipeline.Gate;
import io.maestro.pipeline.ResearchTask;
import io.maestro.run.Run;
import io.maestro.run.RunId;
import io.maestro.run.RunOptions;
import io.maestro.strategy.CheckResult;
import io.maestro.strategy.Strategy;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.List;

/** Short forms for the tests of executions. */
final class Executions {
  static final RunOptions NAMED = RunOptions.named("run");

  private Executions() {}

  /** Starts a maestro that knows the kind. */
  static StrategyMaestro maestro(
      TestHost host, StrategyKind<?, ?, ?, ?> kind, MaestroConfig config) {
    return host.start(builder -> builder.register(kind).config(config));
  }

  static StrategyMaestro maestro(TestHost host, StrategyKind<?, ?, ?, ?> kind) {
    return maestro(host, kind, MaestroConfig.defaults());
  }

  /** Develops a version, accepted or refused. */
  static <S> Strategy<S> develop(
      TestHost host, StrategyMaestro maestro, StrategyKind<?, ?, S, ?> kind) {
    return host.get(
            maestro
                .developStrategy(kind, ResearchTask.on("summer"), RunOptions.defaults())
                .result())
        .version()
        .orElseThrow();
  }

  /** Develops a version with a new maestro, and executes it in a run named {@code run}. */
  static <S, X> Run<Execution<X>> execute(TestHost host, StrategyKind<?, ?, S, X> kind, Mode mode) {
    StrategyMaestro maestro = maestro(host, kind);
    return maestro.executeStrategy(kind, develop(host, maestro, kind).ref(), mode, NAMED);
  }

  /** Develops a version with a new maestro, executes it for real, and waits for the end. */
  static <S, X> Execution<X> executed(TestHost host, StrategyKind<?, ?, S, X> kind) {
    return host.get(execute(host, kind, Mode.LIVE).result());
  }

  static List<Denial.Code> codes(Execution<?> execution) {
    return execution.reasons().stream().map(Denial::code).toList();
  }

  /** A gate that hangs for three days, whoever interrupts it. */
  static Gate<Object> deaf(VirtualTime time) {
    return (now, step) -> {
      int interrupted = 0;
      for (int i = 0; i < 3; i++) {
        try {
          time.pass(Duration.ofDays(1));
        } catch (InterruptedException asBadAsCodeCanBe) {
          interrupted++;
        }
      }
      return CheckResult.pass("late, interrupted " + interrupted + " times");
    };
  }

  /** Says how it ended, with its value. */
  static String ending(Execution<?> execution) {
    return execution.fold(
        completed -> "completed " + completed.value(),
        halted -> "halted" + halted.value().map(value -> " " + value).orElse(""),
        denied -> "denied",
        unknown -> "unknown " + unknown.step() + ": " + unknown.note());
  }

  static List<String> journal(TestHost host, RunId run) {
    return host.get(host.maestro().journal(run)).stream()
        .map(step -> step.path() + " " + step.state())
        .toList();
  }
}
