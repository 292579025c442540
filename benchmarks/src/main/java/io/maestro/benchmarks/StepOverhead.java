package io.maestro.benchmarks;

import io.maestro.StrategyMaestro;
import io.maestro.core.Maestro;
import io.maestro.flow.FlowContext;
import io.maestro.flow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntToLongFunction;

/**
 * What a step in memory costs, beside a hand-written chain of {@link CompletableFuture}s that does
 * the same work in the same run of this program. Prints; asserts nothing.
 */
public final class StepOverhead {
  private static final int STEPS = 100;
  private static final int RUNS = 2_000;
  private static final int LONE_STEPS = 5_000;
  private static final int ROUNDS = 7;

  private static final Workflow<Integer, Long> COUNTING =
      Workflow.of("counting", Integer.class, Long.class, StepOverhead::count);

  private static final Workflow<Integer, Long> CHANGING =
      Workflow.of("changing", Integer.class, Long.class, StepOverhead::countThreadChanges);

  private StepOverhead() {}

  /** Measures and prints. */
  public static void main(String[] arguments) {
    System.out.printf(
        Locale.ROOT, "%-44s %12s %14s%n", "what (median of " + ROUNDS + ")", "us/step", "steps/s");
    try (StrategyMaestro maestro =
        Maestro.builder().register(COUNTING).register(CHANGING).start()) {
      report("maestro, " + RUNS + " runs at once", RUNS * STEPS, round -> together(maestro));
      report("maestro, one run alone", LONE_STEPS, round -> alone(maestro));
      System.out.printf(
          Locale.ROOT,
          "%-44s %12d of %d steps%n",
          "maestro, thread changes within a run",
          maestro.start(CHANGING, LONE_STEPS).result().join(),
          LONE_STEPS);
    }
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      report(
          "future chain, " + RUNS + " at once", RUNS * STEPS, round -> chains(pool, RUNS, STEPS));
      report("future chain, one alone", LONE_STEPS, round -> chains(pool, 1, LONE_STEPS));
    } finally {
      pool.shutdown();
    }
  }

  /** Prints the median over the rounds; the first ones, which warm up, are left out. */
  private static void report(String what, int steps, IntToLongFunction measured) {
    List<Long> nanos = new ArrayList<>();
    for (int round = 0; round < 2 * ROUNDS; round++) {
      long took = measured.applyAsLong(round);
      if (round >= ROUNDS) {
        nanos.add(took);
      }
    }
    nanos.sort(null);
    double median = nanos.get(ROUNDS / 2);
    System.out.printf(
        Locale.ROOT, "%-44s %12.3f %14.0f%n", what, median / steps / 1e3, steps / median * 1e9);
  }

  private static long count(int steps, FlowContext flow) {
    long sum = 0;
    for (int i = 0; i < steps; i++) {
      sum += flow.step("step-" + i, Long.class, step -> 1L);
    }
    return sum;
  }

  /** Counts the steps that run on another thread than the step before. */
  private static long countThreadChanges(int steps, FlowContext flow) {
    long changes = 0;
    long before = flow.step("first", Long.class, step -> Thread.currentThread().getId());
    for (int i = 0; i < steps; i++) {
      long thread = flow.step("step-" + i, Long.class, step -> Thread.currentThread().getId());
      changes += thread == before ? 0 : 1;
      before = thread;
    }
    return changes;
  }

  private static long together(StrategyMaestro maestro) {
    long begin = System.nanoTime();
    List<CompletableFuture<Long>> results = new ArrayList<>();
    for (int run = 0; run < RUNS; run++) {
      results.add(maestro.start(COUNTING, STEPS).result());
    }
    results.forEach(CompletableFuture::join);
    return System.nanoTime() - begin;
  }

  private static long alone(StrategyMaestro maestro) {
    long begin = System.nanoTime();
    long steps = maestro.start(COUNTING, LONE_STEPS).result().join();
    return steps == LONE_STEPS ? System.nanoTime() - begin : Long.MAX_VALUE;
  }

  private static long chains(ExecutorService pool, int chains, int steps) {
    long begin = System.nanoTime();
    List<CompletableFuture<Long>> results = new ArrayList<>();
    for (int chain = 0; chain < chains; chain++) {
      CompletableFuture<Long> sum = CompletableFuture.completedFuture(0L);
      for (int step = 0; step < steps; step++) {
        sum = sum.thenApplyAsync(so -> so + 1, pool);
      }
      results.add(sum);
    }
    results.forEach(CompletableFuture::join);
    return System.nanoTime() - begin;
  }
}
