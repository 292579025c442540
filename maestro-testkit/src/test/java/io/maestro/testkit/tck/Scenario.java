package io.maestro.testkit.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A few calls of a few threads at once, whose answers must be those of some order of the calls: one
 * in which a call that had ended before another began comes before it.
 *
 * @param threads the calls of each thread, in its order
 * @param <S> what is called
 */
record Scenario<S>(List<List<Call<S>>> threads) {
  /**
   * A call.
   *
   * @param name what is called with what
   * @param code makes the call, and tells the answer
   */
  record Call<S>(String name, Function<S, String> code) {}

  /** A call that was made: when it began and ended, in moments of the scenario. */
  private record Made<S>(Call<S> call, long began, long ended, String answer) {
    @Override
    public String toString() {
      return call.name() + " -> " + answer + " [" + began + "-" + ended + "]";
    }
  }

  /**
   * Makes the calls, all threads beginning together.
   *
   * @param tried gives what is called by all threads at once
   * @param fresh gives what is called in one order after the other, by one thread
   * @return what was answered, in words, if no order answers so; empty if one does
   */
  String violation(Supplier<S> tried, Supplier<S> fresh, Executor executor) {
    S subject = tried.get();
    AtomicLong moments = new AtomicLong();
    CyclicBarrier start = new CyclicBarrier(threads.size());
    List<CompletableFuture<List<Made<S>>>> running = new ArrayList<>();
    for (List<Call<S>> calls : threads) {
      running.add(
          CompletableFuture.supplyAsync(() -> make(calls, subject, moments, start), executor));
    }
    List<List<Made<S>>> history = running.stream().map(CompletableFuture::join).toList();
    return isExplained(history, new int[history.size()], List.of(), fresh)
        ? ""
        : history.toString();
  }

  private static <S> List<Made<S>> make(
      List<Call<S>> calls, S subject, AtomicLong moments, CyclicBarrier start) {
    try {
      start.await();
    } catch (Exception broken) {
      throw new AssertionError("the scenario did not begin", broken);
    }
    List<Made<S>> made = new ArrayList<>();
    for (Call<S> call : calls) {
      long began = moments.incrementAndGet();
      String answer = call.code().apply(subject);
      made.add(new Made<>(call, began, moments.incrementAndGet(), answer));
      Turns.give();
    }
    return made;
  }

  /** Tries every order that begins with what is done, as long as its answers are those given. */
  private static <S> boolean isExplained(
      List<List<Made<S>>> history, int[] next, List<Made<S>> done, Supplier<S> fresh) {
    if (!answersAlike(done, fresh)) {
      return false;
    }
    boolean all = true;
    for (int thread = 0; thread < history.size(); thread++) {
      if (next[thread] < history.get(thread).size()) {
        all = false;
        Made<S> candidate = history.get(thread).get(next[thread]);
        if (mayComeFirst(candidate, history, next)) {
          int[] after = next.clone();
          after[thread]++;
          List<Made<S>> longer = new ArrayList<>(done);
          longer.add(candidate);
          if (isExplained(history, after, longer, fresh)) {
            return true;
          }
        }
      }
    }
    return all;
  }

  private static <S> boolean mayComeFirst(
      Made<S> candidate, List<List<Made<S>>> history, int[] next) {
    for (int thread = 0; thread < history.size(); thread++) {
      if (next[thread] < history.get(thread).size()
          && history.get(thread).get(next[thread]).ended() < candidate.began()) {
        return false;
      }
    }
    return true;
  }

  private static <S> boolean answersAlike(List<Made<S>> order, Supplier<S> fresh) {
    S subject = fresh.get();
    return order.stream().allMatch(made -> made.call().code().apply(subject).equals(made.answer()));
  }
}
