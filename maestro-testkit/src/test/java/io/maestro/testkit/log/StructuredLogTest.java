package io.maestro.testkit.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.maestro.StrategyMaestro;
import io.maestro.core.Maestro;
import io.maestro.flow.Workflow;
import io.maestro.log.LogFields;
import io.maestro.log.LogLine;
import io.maestro.log.MaestroLogger;
import io.maestro.metric.MetricKey;
import io.maestro.run.RunOptions;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@SuppressWarnings("FutureReturnValueIgnored") // the ends of the runs are looked at instead
final class StructuredLogTest {
  private static final MetricKey DEPTH = MetricKey.lowerIsBetter("depth", "pages");
  private static final LogFields TWO = LogFields.of("site", "north").and("pages", 3);

  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  @AfterEach
  void keepNoMoreEvents() {
    KeptEvents.end();
  }

  private static String inShort(LogLine line) {
    return "%s %s %s %s%s"
        .formatted(
            line.kind(),
            line.level(),
            line.message(),
            line.fields(),
            line.cause().map(cause -> " " + cause).orElse(""));
  }

  private static String ids(LogLine line) {
    return line.message() + ": " + line.run() + " " + line.workflow() + " " + line.step();
  }

  @Test
  @Proves("20.8")
  void logger_ofEachKind_writesALineWithItsFields(TestHost host) {
    MaestroLogger logger = host.start(builder -> builder).logger();
    logger.event("site.crawled", TWO);
    logger.event("site.left");
    logger.error("no answer", new IllegalStateException("timeout"), LogFields.of("site", "south"));
    logger.error("no answer", null);
    logger.metric(DEPTH, 2.5, TWO);
    logger.metric(DEPTH, Double.NaN);

    assertEquals(
        List.of(
            "EVENT INFO site.crawled {site=north, pages=3}",
            "EVENT INFO site.left {}",
            "ERROR ERROR no answer {site=south} java.lang.IllegalStateException: timeout",
            "ERROR ERROR no answer {}",
            "METRIC INFO depth {value=2.5, unit=pages, site=north, pages=3}",
            "METRIC INFO depth {value=NaN, unit=pages}"),
        host.log().lines().stream().map(StructuredLogTest::inShort).toList());
  }

  @Test
  @Proves("20.8")
  void logOfAStep_andOfAFlow_writesThemToo_theFlowsOnce(TestHost host, VirtualTime time) {
    var workflow =
        Workflow.of(
            "flow",
            String.class,
            String.class,
            (in, flow) -> {
              flow.log().event("begun", TWO);
              flow.log().metric(DEPTH, 1);
              flow.log().error("odd", null, LogFields.none());
              flow.run("s", step -> step.log().event("worked"));
              flow.sleep("night", Duration.ofHours(1));
              return in;
            });
    var maestro = host.start(builder -> builder.register(workflow));
    var run = maestro.start(workflow, "x", RunOptions.named("run"));
    time.advance(Duration.ofHours(2));
    host.get(run.result());

    assertEquals(
        List.of(
            "EVENT begun: run flow ",
            "METRIC depth: run flow ",
            "ERROR odd: run flow ",
            "EVENT worked: run flow s attempt 1"),
        host.log().lines().stream().map(line -> line.kind() + " " + ids(line)).toList());
  }

  @Test
  @Proves("20.9")
  void logger_onAThreadOfARun_carriesItsIds(TestHost host) {
    AtomicReference<MaestroLogger> logger = new AtomicReference<>();
    var workflow =
        Workflow.of(
            "flow",
            String.class,
            String.class,
            (in, flow) -> {
              logger.get().event("in the flow");
              flow.at("part", 1).run("s", step -> logger.get().event("in the step"));
              return in;
            });
    var maestro = host.start(builder -> builder.register(workflow));
    logger.set(maestro.logger());
    host.get(maestro.start(workflow, "x", RunOptions.named("run")).result());
    maestro.logger().event("outside");

    assertEquals(
        List.of("in the flow: run flow ", "in the step: run flow part[1]/s", "outside:   "),
        host.log().lines().stream().map(StructuredLogTest::ids).toList());
  }

  private static String keyValues(ILoggingEvent event) {
    return event.getFormattedMessage() + " " + event.getKeyValuePairs();
  }

  @Test
  @Timeout(60)
  @Proves({"20.4", "20.10"})
  void structuredLine_throughSlf4j_isOneLineWithKeyValues() throws Exception {
    KeptEvents.begin();
    try (var maestro = Maestro.builder().start()) {
      maestro.logger().event("a\r\nb {}", LogFields.of("k\n", "v\u2028").and("plain", "x"));
      maestro.logger().metric(DEPTH, 2);
    }

    assertEquals(
        List.of(
            "a\\u000d\\u000ab {} [kind=\"EVENT\", k\\u000a=\"v\\u2028\", plain=\"x\"]",
            "depth [kind=\"METRIC\", value=\"2.0\", unit=\"pages\"]"),
        KeptEvents.end().stream().map(StructuredLogTest::keyValues).toList());
  }

  @Test
  @Timeout(60)
  @Proves({"20.4", "20.7"})
  void cause_throughSlf4j_saysItsClassAndTrace_andNeitherSecretsNorForgedLines() throws Exception {
    var cause =
        new IllegalStateException("a\r\nERROR forged", new RuntimeException("token=t0psecret"));
    KeptEvents.begin();
    try (var maestro = Maestro.builder().start()) {
      maestro.logger().error("no", cause);
    }

    var shown = KeptEvents.end().get(0).getThrowableProxy();
    assertNotNull(shown);
    assertEquals(
        "java.lang.IllegalStateException: a\\u000d\\u000aERROR forged", shown.getMessage());
    assertEquals("java.lang.RuntimeException: token=***", shown.getCause().getMessage());
    assertEquals(
        cause.getStackTrace()[0], shown.getStackTraceElementProxyArray()[0].getStackTraceElement());
  }

  @Test
  @Timeout(10)
  @Proves("20.7")
  void masking_readsATextOnce_whateverItIsMadeOf(TestHost host, StrategyMaestro maestro) {
    maestro.logger().event("token-----".repeat(100_000), LogFields.none());

    assertEquals(1, host.log().lines().size());
  }

  @Test
  @Proves("20.7")
  void secrets_inWhateverPartOfALine_reachNoSink(TestHost host) {
    var cause = new IllegalStateException("login: password=abc", new RuntimeException("fine"));
    cause.addSuppressed(new RuntimeException("amqp://bob:abc@broker"));
    var workflow =
        Workflow.of(
            "flow",
            String.class,
            String.class,
            (in, flow) -> {
              flow.log().info("secret: abc");
              flow.run("s", step -> step.log().warn("api-key=abc"));
              flow.run("t", step -> step.log().error("Authorization: Basic abc", cause));
              return in;
            });
    var maestro = host.start(builder -> builder.register(workflow));
    host.get(maestro.start(workflow, "x").result());
    maestro.logger().event("token=abc", LogFields.of("x-api_key", "abc").and("url", "h://u:abc@h"));

    for (LogLine line : host.log().lines()) {
      assertFalse((line + " " + traces(line)).contains("abc"), () -> line + " " + traces(line));
    }
    assertEquals(4, host.log().lines().size());
    LogLine event = host.log().lines().get(3);
    assertEquals(
        "token=*** {x-api_key=***, url=h://***@h}", event.message() + " " + event.fields());
    Throwable standIn = host.log().lines().get(2).cause().orElseThrow();
    assertEquals("java.lang.IllegalStateException: login: password=***", standIn.getMessage());
    assertEquals(List.of(cause.getStackTrace()), List.of(standIn.getStackTrace()));
    assertEquals("java.lang.RuntimeException: fine", standIn.getCause().getMessage());
  }

  private static String traces(LogLine line) {
    var text = new java.io.StringWriter();
    line.cause().ifPresent(cause -> cause.printStackTrace(new java.io.PrintWriter(text)));
    return text.toString();
  }

  @Test
  @Proves("20.7")
  void cause_withoutSecrets_isTheOneThatWasGiven(TestHost host) {
    var cause = new IllegalStateException("plain\nwith lines");
    var own = new RuntimeException("own", cause);
    cause.initCause(own); // a circle
    host.start(builder -> builder).logger().error("no", cause);

    assertTrue(host.log().lines().get(0).cause().orElseThrow() == cause);
  }

  @Test
  @Proves("20.5")
  void log_ofWhatBreaks_breaksNoStep(TestHost host) {
    var circle = new IllegalStateException("password=abc");
    circle.initCause(new RuntimeException("x", circle));
    var rude =
        new IllegalStateException("x") {
          @Override
          public String getMessage() {
            throw new UnsupportedOperationException("no message");
          }
        };
    var workflow =
        Workflow.of(
            "flow",
            String.class,
            String.class,
            (in, flow) -> {
              flow.run(
                  "s",
                  step -> {
                    step.log().error("circle", circle);
                    step.log().error("rude", rude);
                    step.log().info(nothing());
                    step.log().event(nothing());
                    step.log().event("e", LogFields.of("k", (String) null));
                  });
              return in;
            });
    var maestro = host.start(builder -> builder.register(workflow));

    assertEquals("x", host.get(maestro.start(workflow, "x").result()));
    assertEquals(
        List.of("circle {}", "rude {}", "e {k=null}"),
        host.log().lines().stream().map(line -> line.message() + " " + line.fields()).toList());
  }

  @SuppressWarnings("NullAway") // what a host may get wrong
  private static String nothing() {
    return null;
  }
}
