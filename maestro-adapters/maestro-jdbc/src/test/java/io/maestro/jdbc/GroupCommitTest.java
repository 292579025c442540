package io.maestro.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.error.ClosedException;
import io.maestro.jdbc.commit.Committer;
import io.maestro.jdbc.commit.GroupCommit;
import io.maestro.jdbc.commit.Work;
import io.maestro.store.StoreException;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.time.VirtualTime;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The queue in front of the transactions. */
final class GroupCommitTest {
  @RegisterExtension final MaestroExtension extension = new MaestroExtension();
  private final List<List<String>> commits = new ArrayList<>();

  private static Work<String> work(String name) {
    return new Work<>(name, tx -> name);
  }

  /** A transaction that does nothing but say who shared it. */
  private Optional<Duration> commit(List<Work<?>> works) {
    commits.add(works.stream().map(Work::what).toList());
    works.forEach(GroupCommitTest::done);
    return Optional.empty();
  }

  private static void done(Work<?> work) {
    try {
      work.run(null); // what it does needs no connection
    } catch (SQLException impossible) {
      throw new IllegalStateException(impossible);
    }
    work.committed();
  }

  private static GroupCommit queue(Committer committer, VirtualTime time) {
    return new GroupCommit("the queue", committer, time.executor(), time);
  }

  @Test
  @Proves("28.7")
  void loneWork_isDoneOnTheCallersThread(VirtualTime time) {
    List<Thread> threads = new ArrayList<>();
    GroupCommit queue =
        queue(
            works -> {
              threads.add(Thread.currentThread());
              return commit(works);
            },
            time);

    assertTrue(queue.here(work("a")).isDone());
    assertTrue(queue.here(work("b")).isDone());
    assertEquals(List.of(Thread.currentThread(), Thread.currentThread()), threads);
    assertEquals(List.of(List.of("a"), List.of("b")), commits);
  }

  @Test
  @Proves("28.7")
  void workThatComesDuringATransaction_sharesTheNextOneInOrder(VirtualTime time) {
    List<CompletableFuture<String>> during = new ArrayList<>();
    GroupCommit[] queue = new GroupCommit[1];
    queue[0] =
        queue(
            works -> {
              if (during.isEmpty()) {
                for (int i = 0; i < 64; i++) {
                  during.add(queue[0].here(work("" + i)));
                }
                assertFalse(during.stream().anyMatch(CompletableFuture::isDone));
              }
              return commit(works);
            },
            time);
    during.add(queue[0].here(work("first")));
    during.forEach(time::get);

    assertEquals(2, commits.size());
    assertEquals(
        Stream.iterate(0, i -> i + 1).limit(64).map(String::valueOf).toList(), commits.get(1));
  }

  @Test
  @Proves("28.7")
  void workForALater_neverRunsOnTheCallersThread(VirtualTime time) {
    List<Thread> threads = new ArrayList<>();
    GroupCommit queue =
        queue(
            works -> {
              threads.add(Thread.currentThread());
              return commit(works);
            },
            time);
    time.get(queue.later(work("a")));

    assertFalse(threads.contains(Thread.currentThread()));
  }

  @Test
  void interruptedCaller_handsItsWorkOver(VirtualTime time) {
    GroupCommit queue = queue(this::commit, time);
    Thread.currentThread().interrupt();
    CompletableFuture<String> done = queue.here(work("a"));

    assertTrue(Thread.interrupted());
    assertEquals("a", time.get(done));
  }

  @Test
  @Proves("28.11")
  void transactionThatIsToBeRepeated_isWithTheSameWorkAfterThePause(VirtualTime time) {
    List<Integer> attempts = new ArrayList<>();
    GroupCommit queue =
        queue(
            works -> {
              attempts.add(works.get(0).nextAttempt());
              return attempts.size() < 3 ? Optional.of(Duration.ofSeconds(1)) : commit(works);
            },
            time);
    CompletableFuture<String> first = queue.here(work("a"));
    CompletableFuture<String> next = queue.here(work("b"));
    assertFalse(first.isDone());
    time.advance(Duration.ofSeconds(2));

    assertEquals(List.of("a", "b"), List.of(time.get(first), time.get(next)));
    assertEquals(List.of(List.of("a"), List.of("b")), commits);
  }

  @Test
  @Proves("28.10")
  void turn_isTakenAfterWhatCameBeforeAndKeepsOthersWaiting(VirtualTime time) throws Exception {
    GroupCommit queue = queue(this::commit, time);
    queue.takeTurn("mine");
    CompletableFuture<String> other = queue.here(work("other"));
    CompletableFuture<Void> second =
        CompletableFuture.runAsync(
            () -> {
              try {
                queue.takeTurn("second");
                commits.add(List.of("second"));
              } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
              }
            },
            time.executor());
    time.runUntilIdle();
    assertFalse(other.isDone() || second.isDone());
    CompletableFuture<String> last = queue.here(work("last"));
    queue.returnTurn();
    time.get(second);
    assertFalse(last.isDone());
    queue.returnTurn();
    time.get(last);

    assertEquals(List.of(List.of("other"), List.of("second"), List.of("last")), commits);
  }

  @Test
  void interruptedWaitForATurn_leavesTheQueueUsable(VirtualTime time) throws Exception {
    GroupCommit queue = queue(this::commit, time);
    queue.takeTurn("mine");
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    time.executor()
        .execute(
            () -> {
              Thread.currentThread().interrupt();
              try {
                queue.takeTurn("other");
                interrupted.complete(false);
              } catch (InterruptedException expected) {
                interrupted.complete(true);
              }
            });
    assertTrue(time.get(interrupted));
    queue.returnTurn();

    assertEquals("a", time.get(queue.here(work("a"))));
  }

  @Test
  void close_completesWhatWasAcceptedAndRefusesTheRest(VirtualTime time) {
    GroupCommit queue = queue(this::commit, time);
    CompletableFuture<String> accepted = queue.later(work("a"));
    queue.close();
    queue.close();

    assertTrue(accepted.isDone());
    for (CompletableFuture<String> late : List.of(queue.here(work("b")), queue.later(work("c")))) {
      var refused = assertThrows(CompletionException.class, late::join);
      assertInstanceOf(ClosedException.class, refused.getCause());
    }
    assertThrows(ClosedException.class, () -> queue.takeTurn("late"));
  }

  @Test
  void executorThatTakesNothing_failsTheWorkByName(VirtualTime time) {
    GroupCommit queue =
        new GroupCommit(
            "the queue",
            this::commit,
            task -> {
              throw new RejectedExecutionException("full");
            },
            time);

    assertInstanceOf(StoreException.class, time.failure(queue.later(work("a"))));
    assertEquals("b", time.get(queue.here(work("b"))));
  }
}
