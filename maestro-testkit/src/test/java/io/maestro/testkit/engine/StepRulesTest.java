package io.maestro.testkit.engine;

import static io.maestro.testkit.engine.Flows.end;
import static io.maestro.testkit.engine.Flows.failure;
import static io.maestro.testkit.engine.Flows.flow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.config.MaestroConfig;
import io.maestro.config.RunLimits;
import io.maestro.flow.FlowContext;
import io.maestro.flow.Retry;
import io.maestro.flow.StepFailedException;
import io.maestro.flow.StepPolicy;
import io.maestro.flow.Workflow;
import io.maestro.log.LogLine;
import io.maestro.run.Failure;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.TestHost;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StepRulesTest {
  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  private static Workflow<String, String> throwing(Throwable thrown) {
    return flow((in, flow) -> flow.step("boom", String.class, step -> raise(thrown)));
  }

  @SuppressWarnings("unchecked") // erased: lets any throwable out
  private static <E extends Throwable> String raise(Throwable thrown) throws E {
    throw (E) thrown;
  }

  @Test
  @Proves("1.7")
  @SuppressWarnings("NullAway") // what a host does that has no null checks
  void step_returnsNull_failsWithTheRemedy(TestHost host) {
    var workflow = flow((in, flow) -> flow.step("empty", String.class, step -> null));

    Failure failure = failure(host, Flows.run(host, workflow));

    assertEquals("empty", failure.step());
    assertTrue(failure.message().contains("returned null; return an Optional"), failure.message());
  }

  @Test
  @Proves({"1.1", "1.7"})
  void run_withoutValue_isRecordedOnce(TestHost host) {
    AtomicInteger calls = new AtomicInteger();
    var workflow =
        flow(
            (in, flow) -> {
              flow.run("act", step -> calls.incrementAndGet());
              flow.sleep("night", Duration.ofHours(1));
              return "ok";
            });

    assertEquals("SUCCEEDED ok", end(host, workflow));
    assertEquals(1, calls.get());
  }

  @Test
  void step_throwsAnything_failsTheRunAsThatStep(TestHost host) {
    assertEquals("FAILED STEP boom", end(host, throwing(new IOException("checked"))));
  }

  @Test
  void step_throwsError_failsTheRunAsThatStep(TestHost host) {
    assertEquals("FAILED STEP boom", end(host, throwing(new AssertionError("error"))));
  }

  @Test
  void step_overflowsTheStack_failsTheRunAsThatStep(TestHost host) {
    var workflow =
        flow((in, flow) -> flow.step("deep", String.class, step -> "" + StepRulesTest.deep(1)));

    Failure failure = failure(host, Flows.run(host, workflow));

    assertEquals("deep StackOverflowError", failure.step() + " " + failure.type());
  }

  @SuppressWarnings("InfiniteRecursion")
  private static int deep(int depth) {
    return depth + deep(depth + 1);
  }

  @Test
  @Proves("1.6")
  void failedStep_caughtByTheFlow_looksTheSameWhenReplayed(TestHost host) {
    List<String> seen = new CopyOnWriteArrayList<>();
    AtomicInteger calls = new AtomicInteger();
    var workflow =
        flow(
            (in, flow) -> {
              try {
                flow.run(
                    "pay",
                    step -> {
                      calls.incrementAndGet();
                      throw new IOException("declined");
                    });
              } catch (StepFailedException failed) {
                seen.add(failed.failure() + "|" + failed.getMessage());
              }
              flow.sleep("night", Duration.ofHours(1));
              return "ok";
            });

    assertEquals("SUCCEEDED ok", end(host, workflow));
    assertEquals(1, calls.get());
    assertTrue(seen.size() > 1, "entered again");
    assertEquals(1, Set.copyOf(seen).size(), seen.toString());
  }

  @Test
  @Proves("1.4")
  void idempotencyKey_isTheSameAcrossAttemptsAndOfEachStepItsOwn(TestHost host) {
    List<String> keys = new CopyOnWriteArrayList<>();
    var workflow =
        flow(
            (in, flow) -> {
              var twice = flow.with(StepPolicy.retrying(Retry.upTo(2)));
              for (String name : List.of("a", "b")) {
                twice.run(
                    name,
                    step -> {
                      keys.add(step.attempt() + step.idempotencyKey());
                      if (step.attempt() == 1) {
                        throw new IOException("again");
                      }
                    });
              }
              return "ok";
            });

    assertEquals("SUCCEEDED ok", end(host, workflow));
    assertEquals(List.of("1run#a", "2run#a", "1run#b", "2run#b"), keys);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "grün", "a\nb", "a[1]", "a#b"})
  void name_ofOtherCharacters_failsTheRun(String name, TestHost host) {
    var workflow = flow((in, flow) -> flow.step(name, String.class, step -> "x"));

    Failure failure = failure(host, Flows.run(host, workflow));

    assertTrue(failure.message().contains("must be 1 to 200 characters"), failure.message());
  }

  @Test
  @Proves("12.1")
  void name_of200Characters_isTheLongest(TestHost host) {
    var workflow =
        flow(
            (in, flow) -> {
              flow.run("n".repeat(200), step -> {});
              flow.run("n".repeat(201), step -> {});
              return "ok";
            });

    assertEquals("FAILED BODY (body)", end(host, workflow));
    assertEquals(1, host.listener().steps().size());
  }

  @Test
  @Proves("2.2")
  void path_usedTwice_failsTheRunAtOnceAndNamesIt(TestHost host) {
    AtomicInteger calls = new AtomicInteger();
    var workflow =
        flow(
            (in, flow) -> {
              try {
                flow.run("twice", step -> calls.incrementAndGet());
                flow.run("twice", step -> calls.incrementAndGet());
              } catch (RuntimeException swallowed) {
                return "swallowed";
              }
              return "ok";
            });

    Failure failure = failure(host, Flows.run(host, workflow));

    assertEquals(Failure.Kind.MISUSE, failure.kind());
    assertTrue(failure.message().contains("the path twice is used twice"), failure.message());
    assertEquals(1, calls.get());
  }

  @Test
  @Proves("2.3")
  void path_askedForWithAnotherVerb_failsTheRun(TestHost host) {
    AtomicInteger entries = new AtomicInteger();
    var workflow =
        flow(
            (in, flow) -> {
              if (entries.incrementAndGet() == 1) {
                flow.run("x", step -> {});
                flow.sleep("night", Duration.ofHours(1));
              }
              flow.sleep("x", Duration.ofHours(1));
              return "ok";
            });

    Failure failure = failure(host, Flows.run(host, workflow));

    assertEquals(Failure.Kind.MISUSE, failure.kind());
    assertTrue(failure.message().contains("recorded as STEP"), failure.message());
  }

  @Test
  @Proves("2.6")
  void at_oddKeys_giveDistinctPaths(TestHost host) {
    List<String> keys = List.of("a b", "a%20b", "é", "e\u0301", "", "a/b", "a]b", "😀", "a\nb");
    var workflow =
        flow(
            (in, flow) -> {
              Set<String> paths = new TreeSet<>();
              for (String key : keys) {
                FlowContext at = flow.at("at", key);
                at.run("s", step -> paths.add(step.path()));
              }
              return "" + keys.size();
            });

    assertEquals("SUCCEEDED 9", end(host, workflow));
    assertEquals(9, host.listener().steps().stream().map(s -> s.step().path()).distinct().count());
  }

  @Test
  @Proves("2.2")
  void at_theSameKeyTwice_isMisuse(TestHost host) {
    var workflow =
        flow(
            (in, flow) -> {
              flow.at("at", 1).run("s", step -> {});
              flow.at("at", "1").run("s", step -> {});
              return "ok";
            });

    assertEquals("FAILED MISUSE at[1]/s", end(host, workflow));
  }

  @Test
  @Proves("7.7")
  void verb_calledWithinAStep_isMisuseAndNotRetried(TestHost host) {
    AtomicInteger calls = new AtomicInteger();
    var workflow =
        flow(
            (in, flow) ->
                flow.with(StepPolicy.retrying(Retry.upTo(5)))
                    .step(
                        "outer",
                        String.class,
                        step -> {
                          calls.incrementAndGet();
                          return flow.step("inner", String.class, inner -> "x");
                        }));

    Failure failure = failure(host, Flows.run(host, workflow));

    assertEquals(Failure.Kind.MISUSE, failure.kind());
    assertTrue(failure.message().contains("called within the step outer"), failure.message());
    assertEquals(1, calls.get());
  }

  @Test
  @Proves("7.7")
  void verb_calledFromAnotherThread_isMisuse(TestHost host) {
    var workflow =
        flow(
            (in, flow) -> {
              AtomicReference<RuntimeException> thrown = new AtomicReference<>();
              Thread other =
                  new Thread(
                      () -> {
                        try {
                          flow.run("x", step -> {});
                        } catch (RuntimeException misuse) {
                          thrown.set(misuse);
                        }
                      });
              other.start();
              other.join();
              throw thrown.get();
            });

    Failure failure = failure(host, Flows.run(host, workflow));

    assertEquals(Failure.Kind.MISUSE, failure.kind());
    assertTrue(failure.message().contains("from another thread"), failure.message());
  }

  @Test
  void verb_calledAfterTheRunEnded_isMisuse(TestHost host) {
    AtomicReference<FlowContext> leaked = new AtomicReference<>();
    var leaking =
        flow(
            "leaking",
            (in, flow) -> {
              leaked.set(flow);
              return "ok";
            });
    var using = flow("using", (in, flow) -> leaked.get().step("x", String.class, step -> "y"));
    var maestro = Flows.maestro(host, leaking, using);
    end(host, maestro.start(leaking, ""));

    Failure failure = failure(host, maestro.start(using, ""));

    assertEquals(Failure.Kind.MISUSE, failure.kind());
  }

  @Test
  @Proves("7.8")
  void body_catchesThrowableAroundAWait_isFoundOut(TestHost host) {
    var workflow =
        flow(
            (in, flow) -> {
              try {
                flow.sleep("night", Duration.ofHours(1));
              } catch (Throwable swallowed) {
                return "swallowed";
              }
              return "ok";
            });

    Failure failure = failure(host, Flows.run(host, workflow));

    assertEquals(Failure.Kind.MISUSE, failure.kind());
    assertTrue(failure.message().contains("never catch Throwable"), failure.message());
  }

  @Test
  @SuppressWarnings({"finally", "Finally"}) // what must be found out
  void body_returnsFromFinally_isFoundOut(TestHost host) {
    var workflow =
        flow(
            (in, flow) -> {
              try {
                flow.sleep("night", Duration.ofHours(1));
              } finally {
                return "finally";
              }
            });

    assertEquals("FAILED MISUSE (body)", end(host, workflow));
  }

  @Test
  void stage_catchesThrowableAroundAWait_isFoundOutAndNotRecorded(TestHost host) {
    var workflow =
        flow(
            (in, flow) ->
                flow.stage(
                    "stage",
                    String.class,
                    inner -> {
                      try {
                        inner.sleep("night", Duration.ofHours(1));
                      } catch (Throwable swallowed) {
                        return "swallowed";
                      }
                      return "ok";
                    }));

    assertEquals("FAILED MISUSE (body)", end(host, workflow));
    assertFalse(
        host.listener().steps().stream()
            .anyMatch(recorded -> recorded.step().path().equals("stage")));
  }

  @Test
  void log_isSilentWhileReplaying(TestHost host) {
    var workflow =
        flow(
            (in, flow) -> {
              flow.log().info("one");
              flow.run("a", step -> {});
              flow.log().info("two");
              flow.sleep("night", Duration.ofHours(1));
              flow.log().info("three");
              flow.run("b", step -> {});
              flow.log().info("four");
              return "ok";
            });

    end(host, workflow);

    assertEquals(List.of("one", "two", "three", "four"), host.log().messages(LogLine.Level.INFO));
  }

  @Test
  void now_isTheSameAtEveryEntry(TestHost host) {
    List<List<Instant>> entries = new CopyOnWriteArrayList<>();
    var workflow =
        flow(
            (in, flow) -> {
              List<Instant> times = new ArrayList<>();
              entries.add(times);
              times.add(flow.now());
              flow.run("slow", step -> host.time().pass(Duration.ofMinutes(3)));
              times.add(flow.now());
              flow.sleep("night", Duration.ofHours(1));
              times.add(flow.now());
              flow.sleep("night2", Duration.ofHours(1));
              times.add(flow.now());
              return "ok";
            });

    end(host, workflow);

    List<Instant> last = entries.get(entries.size() - 1);
    entries.forEach(entry -> assertEquals(last.subList(0, entry.size()), entry));
    assertEquals(Duration.ofMinutes(3), Duration.between(last.get(0), last.get(1)));
    assertEquals(4, Set.copyOf(last).size());
  }

  @Test
  @Proves("5.5")
  void step_leavesItsThreadInterrupted_doesNotDisturbTheNext(TestHost host) {
    var workflow =
        flow(
            (in, flow) -> {
              flow.run("rude", step -> Thread.currentThread().interrupt());
              return flow.step("next", String.class, step -> "" + Thread.interrupted());
            });

    assertEquals("SUCCEEDED false", end(host, workflow));
  }

  @Test
  @Proves("12.4")
  void steps_overTheLimit_failTheRunByName(TestHost host) {
    var workflow =
        flow(
            (in, flow) -> {
              for (int i = 0; i < 20; i++) {
                flow.at("i", i).run("s", step -> {});
              }
              return "ok";
            });
    var config = MaestroConfig.builder();
    config.limits(RunLimits.defaults().maxSteps(10));
    var maestro = host.start(builder -> builder.register(workflow).config(config.build()));

    Failure failure = failure(host, maestro.start(workflow, ""));

    assertEquals(Failure.Kind.LIMIT, failure.kind());
    assertTrue(failure.message().contains("limits.maxSteps = 10"), failure.message());
    assertEquals(10, host.listener().steps().size());
  }
}
