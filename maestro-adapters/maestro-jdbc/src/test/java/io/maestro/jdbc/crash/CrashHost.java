package io.maestro.jdbc.crash;

import io.maestro.StrategyMaestro;
import io.maestro.config.MaestroConfig;
import io.maestro.core.Maestro;
import io.maestro.flow.Reconciliation;
import io.maestro.flow.StepCode;
import io.maestro.flow.Workflow;
import io.maestro.message.Endpoint;
import io.maestro.run.Run;
import io.maestro.run.RunOptions;
import io.maestro.state.StateKey;
import io.maestro.testkit.process.Child;
import io.maestro.testkit.witness.Witness;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The program that is killed: a host with durable runs of five steps. */
@SuppressWarnings("FutureReturnValueIgnored") // what is refused or lost shows in the runs' ends
public final class CrashHost {
  /** How a run must end. */
  static final String RESULT = "s1 s2 s3 s4 s5";

  private static final Endpoint<String> GO = Endpoint.of("go", String.class);
  private static final StateKey<Long> SEEN = StateKey.of("crash-host", "seen", Long.class);

  private final Child child;
  private final Job job;

  private CrashHost(Child child, Job job) {
    this.child = child;
    this.job = job;
  }

  /** Does the job of its arguments; ends when it is told to. */
  public static void main(String[] args) throws Exception {
    Child child = Child.of(args);
    new CrashHost(child, Job.parse(child.arguments())).run();
  }

  private void run() throws Exception {
    Workflow<String, String> workflow = job.usesAllVerbs() ? verbs() : steps();
    job.haltAt().ifPresent(point -> child.faults().at(point).hit(job.hit()).crash());
    StrategyMaestro maestro =
        Maestro.builder()
            .config(MaestroConfig.builder().lease(job.lease()).build())
            .store(child.faults().on(job.bug().in(TestStores.open(job.store()))))
            .register(workflow)
            .start();
    // The host's own: the library installs none.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(maestro)));
    child.ready();
    Map<String, Run<String>> runs = begin(maestro, workflow);
    if (job.stopAfter().isPresent()) {
      LockSupport.parkNanos(job.stopAfter().get().toNanos());
      System.exit(0);
    }
    report(runs);
    Thread.currentThread().join(); // until it is told to end
  }

  private Map<String, Run<String>> begin(StrategyMaestro maestro, Workflow<String, String> code) {
    Map<String, Run<String>> runs = new LinkedHashMap<>();
    for (int i = job.from(); i < job.to(); i++) {
      Run<String> run = maestro.start(code, "in", RunOptions.named("run-" + i));
      runs.put("run-" + i, run);
      run.accepted()
          .thenAccept(
              id -> {
                child.witness().accepted(id);
                child.say("ACCEPTED " + id);
              });
      if (job.usesAllVerbs()) {
        run.accepted().thenCompose(id -> run.send(GO, "go"));
        maestro.stateManager().update(SEEN, seen -> seen.orElse(0L) + 1);
      }
    }
    return runs;
  }

  private void report(Map<String, Run<String>> runs) throws Exception {
    CompletableFuture<?>[] ends =
        runs.values().stream().map(Run::outcome).toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(ends).get(5, TimeUnit.MINUTES);
    for (Map.Entry<String, Run<String>> run : runs.entrySet()) {
      String end =
          run.getValue()
              .outcome()
              .get()
              .fold(
                  value -> value, failure -> "FAILED " + failure, reason -> "CANCELLED " + reason);
      if (!end.equals(RESULT)) {
        child.say("WRONG " + run.getKey() + " " + end);
      }
    }
    child.say("DONE " + runs.size());
  }

  private void stop(StrategyMaestro maestro) {
    var report = maestro.shutdown(Duration.ofSeconds(2)).join();
    List<String> left = threadsLeft();
    for (int looks = 0; !left.isEmpty() && looks < 100; looks++) {
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos()); // they may be on their way out
      left = threadsLeft();
    }
    child.say(
        "STOPPED drained=%d interrupted=%d abandoned=%d threads=%s"
            .formatted(
                report.drained(), report.interrupted().size(), report.abandoned().size(), left));
  }

  private static List<String> threadsLeft() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("maestro") && !name.equals("maestro-parent-watch"))
        .sorted()
        .toList();
  }

  /* ------------------------------------------------------------------ the code of the runs */

  private Witness witness() {
    return child.witness();
  }

  private StepCode<String> giving(String value) {
    return step -> {
      LockSupport.parkNanos(job.stepTakes().toNanos());
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      return value;
    };
  }

  private Workflow<String, String> steps() {
    return Workflow.of(
        "crash",
        String.class,
        String.class,
        (in, flow) -> {
          StringBuilder result = new StringBuilder();
          for (int i = 1; i <= 5; i++) {
            String name = "s" + i;
            result
                .append(i == 1 ? "" : " ")
                .append(flow.step(name, String.class, step -> witness().watch(step, giving(name))));
          }
          return result.toString();
        });
  }

  private Workflow<String, String> verbs() {
    return Workflow.of(
        "crash",
        String.class,
        String.class,
        (in, flow) -> {
          String s1 = flow.step("s1", String.class, step -> witness().watch(step, giving("s1")));
          String s2 =
              flow.effect(
                  "s2",
                  String.class,
                  step -> witness().watch(step, giving("s2")),
                  doubt -> Reconciliation.resume());
          flow.receive("go", GO, Duration.ofSeconds(60));
          String s3 =
              flow.transaction(
                  "s3",
                  String.class,
                  Connection.class,
                  (connection, step) ->
                      witness()
                          .watch(
                              step,
                              s -> {
                                book(connection, step.runId().value());
                                return "s3";
                              }));
          flow.sleep("rest", Duration.ofSeconds(3));
          String s4 = flow.step("s4", String.class, step -> witness().watch(step, giving("s4")));
          String s5 = flow.step("s5", String.class, step -> witness().watch(step, giving("s5")));
          return String.join(" ", s1, s2, s3, s4, s5);
        });
  }

  private static void book(Connection connection, String run) throws Exception {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO booked (run) VALUES (?)")) {
      insert.setString(1, run);
      insert.executeUpdate();
    }
  }
}
