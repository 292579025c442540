package io.maestro.testkit.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.maestro.core.Maestro;
import io.maestro.core.memory.InMemoryStateStore;
import io.maestro.flow.FlowContext;
import io.maestro.flow.Round;
import io.maestro.flow.Workflow;
import io.maestro.log.LogLine;
import io.maestro.monitor.MaestroListener;
import io.maestro.run.RecordedStep;
import io.maestro.run.RunId;
import io.maestro.run.RunInfo;
import io.maestro.run.RunOptions;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@SuppressWarnings("FutureReturnValueIgnored") // the ends of the runs are looked at instead
final class LogTest {
  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  @AfterEach
  void forgetTheContext() {
    Mdc.clear();
    KeptEvents.end();
  }

  private static Workflow<String, String> flow(Workflow.Body<String, String> body) {
    return Workflow.of("flow", String.class, String.class, body);
  }

  private static String inShort(ILoggingEvent event) {
    return event.getFormattedMessage() + " " + new TreeMap<>(event.getMDCPropertyMap());
  }

  @Test
  @Timeout(60)
  @Proves("20.1")
  void line_throughSlf4j_carriesTheRunsIdsInTheMdc() throws Exception {
    var workflow =
        flow(
            (in, flow) -> {
              flow.log().info("between");
              flow.at("part", 1).run("s", step -> step.log().warn("within"));
              return "ok";
            });
    KeptEvents.begin();
    try (var maestro = Maestro.builder().register(workflow).start()) {
      maestro.start(workflow, "", RunOptions.named("run")).result().get(30, TimeUnit.SECONDS);
    }

    assertEquals(
        List.of(
            "between {maestro.run=run, maestro.workflow=flow}",
            "within {maestro.run=run, maestro.step=part[1]/s attempt 1, maestro.workflow=flow}"),
        KeptEvents.end().stream().map(LogTest::inShort).toList());
    assertEquals("{}", Mdc.all());
  }

  @Test
  @Proves("20.1")
  void line_carriesRunWorkflowAndStep(TestHost host) {
    var workflow =
        flow(
            (in, flow) -> {
              flow.log().debug("between");
              flow.run("s", step -> step.log().error("within", new IllegalStateException("x")));
              return "ok";
            });
    var maestro = host.start(builder -> builder.register(workflow));
    host.get(maestro.start(workflow, "", RunOptions.named("run")).result());

    List<String> lines = new ArrayList<>();
    for (LogLine line : host.log().lines()) {
      lines.add(
          String.join(
              " ", "" + line.level(), line.message(), line.run(), line.workflow(), line.step()));
    }
    assertEquals(List.of("DEBUG between run flow ", "ERROR within run flow s attempt 1"), lines);
  }

  @Test
  @Proves("20.2")
  void mdcOfTheCaller_isThereWhereverTheRunWorks(TestHost host) {
    List<String> seen = new CopyOnWriteArrayList<>();
    var workflow =
        flow(
            (in, flow) -> {
              seen.add(Mdc.all());
              flow.sleep("night", Duration.ofHours(1));
              flow.run("s", step -> seen.add(Mdc.all()));
              return "ok";
            });
    var stores = InMemoryStateStore.retained();
    var first = host.start(builder -> builder.register(workflow).store(stores));
    Mdc.put("request", "r1");
    first.start(workflow, "", RunOptions.named("run"));
    Mdc.put("request", "r2");
    host.time().advance(Duration.ofMinutes(1));
    host.get(first.shutdown(Duration.ZERO));
    var second = host.start(builder -> builder.register(workflow).store(stores));
    host.get(second.run(RunId.of("run"), String.class).result());

    String outside = "{maestro.run=run, maestro.workflow=flow, request=r1}";
    String within = "{maestro.run=run, maestro.step=s, maestro.workflow=flow, request=r1}";
    assertEquals(List.of(outside, outside, within), List.copyOf(seen));
    assertEquals("{request=r2}", Mdc.all());
  }

  @Test
  @Proves("20.2")
  void mdcOfARun_isNotLeftOnTheThreadThatWorkedOnIt() {
    List<String> seen = new ArrayList<>();
    var workflow =
        flow(
            (in, flow) -> {
              flow.run("s", step -> Mdc.put("left", "behind"));
              return "ok";
            });
    Mdc.put("mine", "still");
    try (var maestro =
        Maestro.builder()
            .register(workflow)
            .executor(
                task -> {
                  task.run();
                  seen.add(Mdc.all());
                })
            .start()) {
      assertEquals("ok", maestro.start(workflow, "").result().join());
    }

    assertFalse(seen.isEmpty());
    assertEquals(List.of(), seen.stream().filter(all -> !all.equals("{mine=still}")).toList());
  }

  @Test
  @Proves("20.3")
  void logOfAFlow_isSilentWhileItIsReadBack(TestHost host, VirtualTime time) {
    var workflow =
        flow(
            (in, flow) -> {
              flow.log().info("begun");
              flow.run("a", step -> step.log().info("a"));
              flow.log().info("between");
              flow.sleep("night", Duration.ofHours(1));
              flow.log().info("woken");
              flow.sleep("rest", Duration.ofHours(1));
              flow.log().info("done");
              return "ok";
            });
    var maestro = host.start(builder -> builder.register(workflow));
    var run = maestro.start(workflow, "");
    time.advance(Duration.ofHours(3));
    host.get(run.result());

    assertEquals(
        List.of("begun", "a", "between", "woken", "done"), host.log().messages(LogLine.Level.INFO));
  }

  @Test
  @Proves("20.3")
  void logOfAFlow_afterWhatALaterEntrySkips_isWritten(TestHost host, VirtualTime time) {
    var workflow =
        flow(
            (in, flow) -> {
              flow.stage("group", String.class, part -> threeSteps(part, "grouped", time));
              flow.loop(
                  "rounds",
                  Integer.class,
                  0,
                  (round, part) -> {
                    threeSteps(part, "round " + round, time);
                    return round == 2 ? Round.done(round) : Round.again(round + 1);
                  });
              flow.await("answer", String.class, step -> answerLater(time));
              flow.log().info("woken");
              return "ok";
            });
    var maestro = host.start(builder -> builder.register(workflow));
    var run = maestro.start(workflow, "");
    time.advance(Duration.ofHours(2));
    host.get(run.result());

    assertEquals(
        List.of("grouped", "round 0", "round 1", "round 2", "woken"),
        host.log().messages(LogLine.Level.INFO));
  }

  /** A wait that the node keeps in memory: the code is entered again in the same session. */
  private static CompletableFuture<String> answerLater(VirtualTime time) {
    CompletableFuture<String> answer = new CompletableFuture<>();
    time.schedule(Duration.ofSeconds(1), () -> answer.complete("yes"), "an answer");
    return answer;
  }

  private static String threeSteps(FlowContext flow, String line, VirtualTime time) {
    flow.run("a", step -> {});
    flow.await("pause", String.class, step -> answerLater(time));
    flow.run("b", step -> {});
    flow.log().info(line);
    return line;
  }

  @Test
  @Timeout(120)
  @Proves("20.4")
  void message_ofAnyText_isOneLineWithoutControlCharacters() throws Exception {
    List<String> texts = new ArrayList<>();
    texts.add("plain text stays: äß 日本 😀");
    texts.add("a\r\nERROR forged\u001b[2J\u2028\u2029\u0085\u202e\u2066\u200f\ufeff\u0000\u007f");
    texts.add("braces {} stay");
    Random random = new Random(7);
    for (int i = 0; i < 10_000; i++) {
      texts.add(anyText(random));
    }
    var workflow =
        flow(
            (in, flow) -> {
              flow.run("s", step -> texts.forEach(text -> step.log().info(text)));
              return "ok";
            });
    KeptEvents.begin();
    try (var maestro = Maestro.builder().register(workflow).start()) {
      maestro.start(workflow, "").result().get(60, TimeUnit.SECONDS);
    }
    List<String> lines = KeptEvents.end().stream().map(ILoggingEvent::getFormattedMessage).toList();

    assertEquals(texts.size(), lines.size());
    assertEquals(texts.get(0), lines.get(0));
    assertEquals(
        "a\\u000d\\u000aERROR forged\\u001b[2J\\u2028\\u2029\\u0085\\u202e\\u2066\\u200f\\ufeff"
            + "\\u0000\\u007f",
        lines.get(1));
    assertEquals("braces {} stay", lines.get(2));
    assertEquals(List.of(), lines.stream().filter(LogTest::isDangerous).toList());
  }

  private static String anyText(Random random) {
    int[] likely = {'a', ' ', '\n', '\r', 0x1b, 0x2028, 0x202e, 0xad, 0xe0041, 0x1f600};
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(20); length >= 0; length--) {
      int chosen =
          random.nextBoolean()
              ? likely[random.nextInt(likely.length)]
              : random.nextInt(Character.MAX_CODE_POINT + 1);
      text.appendCodePoint(chosen);
    }
    return text.toString();
  }

  private static boolean isDangerous(String line) {
    return line.codePoints()
        .map(Character::getType)
        .anyMatch(
            type ->
                type == Character.CONTROL
                    || type == Character.FORMAT
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR);
  }

  @Test
  @Proves("20.5")
  void sink_thatThrows_breaksNoStep(TestHost host) {
    var workflow =
        flow(
            (in, flow) -> {
              flow.log().info("a");
              flow.run("s", step -> step.log().error("b", new IllegalStateException("c")));
              return "ok";
            });
    var maestro =
        host.start(
            builder ->
                builder
                    .register(workflow)
                    .log(
                        line -> {
                          throw new IllegalStateException("the disk of the log is full");
                        }));

    assertEquals("ok", host.get(maestro.start(workflow, "").result()));
  }

  /** Throws whatever it is told. */
  private static final class BrokenListener implements MaestroListener {
    private static IllegalStateException broken() {
      return new IllegalStateException("broken");
    }

    @Override
    public void runAccepted(RunInfo run) {
      throw broken();
    }

    @Override
    public void runChanged(RunInfo run) {
      throw new AssertionError("broken");
    }

    @Override
    public void runEnded(RunInfo run) {
      throw broken();
    }

    @Override
    public void stepRecorded(RunId run, RecordedStep step) {
      throw broken();
    }
  }

  @Test
  @Proves("20.6")
  void listener_thatThrows_isLoggedAndHarmsNobody(TestHost host) {
    var workflow =
        flow(
            (in, flow) -> {
              flow.run("s", step -> {});
              return "ok";
            });
    var told = new io.maestro.testkit.RecordingListener();
    var maestro =
        host.start(
            builder -> builder.register(workflow).listener(new BrokenListener()).listener(told));
    var run = maestro.start(workflow, "");

    assertEquals("ok", host.get(run.result()));
    host.time().runUntilIdle();
    assertEquals(
        Map.of("accepted", 1, "steps", 1, "ended", 1),
        Map.of(
            "accepted", told.accepted().size(),
            "steps", told.steps().size(),
            "ended", told.ended().size()));
    List<String> errors = host.log().messages(LogLine.Level.ERROR);
    assertTrue(errors.size() >= 3, errors.toString());
    assertEquals(List.of("a listener threw"), errors.stream().distinct().toList());
  }
}
