package io.maestro.testkit.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.maestro.flow.StepPolicy;
import io.maestro.flow.Workflow;
import io.maestro.message.Endpoint;
import io.maestro.message.RequestFailedException;
import io.maestro.message.Service;
import io.maestro.run.RunOptions;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.MessageProbe;
import io.maestro.testkit.Proves;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What steps send and ask. */
@SuppressWarnings("FutureReturnValueIgnored") // the probe tells
final class StepMessagesTest {
  private static final Endpoint<String> MAIL = Endpoint.of("mail", String.class);
  private static final Service<String, String> ECHO =
      Service.of("echo", String.class, String.class);

  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  private static Workflow<String, String> flow(Workflow.Body<String, String> body) {
    return Workflow.of("flow", String.class, String.class, body);
  }

  @Test
  @Proves("22.20")
  void step_thatSends_putsItsRunsIdIntoTheEnvelope(TestHost host, VirtualTime time) {
    var workflow =
        flow(
            (in, flow) -> {
              flow.run("tell", step -> step.communication().send(MAIL, in));
              return "ok";
            });
    var maestro = host.start(builder -> builder.register(workflow));
    MessageProbe<String> probe = MessageProbe.handling(maestro, MAIL);

    time.get(maestro.start(workflow, "hello", RunOptions.named("r-1")).result());

    time.get(probe.first(1));
    assertEquals(Optional.of("r-1"), probe.envelopes().get(0).correlationId());
  }

  @Test
  void flow_awaitsAReplyWithoutAThread(TestHost host, VirtualTime time) {
    var workflow =
        flow(
            (in, flow) ->
                flow.await("ask", String.class, step -> step.communication().request(ECHO, in)));
    var maestro = host.start(builder -> builder.register(workflow));
    MessageProbe<String> probe = MessageProbe.serving(maestro, ECHO, question -> question + "!");

    assertEquals("hello!", time.get(maestro.start(workflow, "hello").result()));
    assertEquals("hello", probe.messages().get(0));
  }

  @Test
  @Proves("22.21")
  void requests_ofAnAttemptThatIsCancelled_endWithCancelled(TestHost host, VirtualTime time) {
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    var workflow =
        flow(
            (in, flow) ->
                flow.with(StepPolicy.once().timeout(Duration.ofSeconds(3)))
                    .step(
                        "ask",
                        String.class,
                        step -> {
                          try {
                            return time.await(step.communication().request(ECHO, in));
                          } catch (ExecutionException failed) {
                            failure.complete(failed.getCause());
                            throw failed;
                          }
                        }));
    var maestro = host.start(builder -> builder.register(workflow));
    maestro.communication().serveAsync(ECHO, (question, asked) -> new CompletableFuture<>());
    var run = maestro.start(workflow, "hello");

    time.advance(Duration.ofSeconds(3));

    assertEquals(
        RequestFailedException.Reason.CANCELLED,
        assertInstanceOf(RequestFailedException.class, time.get(failure)).reason());
    assertEquals(0, maestro.communication().counts().openRequests());
    time.get(run.outcome());
  }

  @Test
  @Proves({"22.7", "22.21"})
  void requests_thatACancelledAttemptStillMakes_leaveNothingOpen(TestHost host, VirtualTime time) {
    var workflow =
        flow(
            (in, flow) ->
                flow.with(StepPolicy.once().timeout(Duration.ofSeconds(3)))
                    .step(
                        "ask",
                        String.class,
                        step -> {
                          try {
                            time.pass(Duration.ofDays(1));
                          } catch (InterruptedException deaf) {
                            step.communication().request(ECHO, in, Duration.ofDays(1));
                          }
                          return "asked";
                        }));
    var maestro = host.start(builder -> builder.register(workflow));
    maestro.communication().serve(ECHO, (question, asked) -> question);

    time.get(maestro.start(workflow, "hello").outcome());
    time.runUntilIdle();

    assertEquals(0, maestro.communication().counts().openRequests());
  }
}
